"""The one door: reads workbooks, checks them, keeps the originals and publishes the warehouse."""

"""What a form is, and how a value is written: the only place that knows ￥1,299.00 or 2022.6.3."""

"""How an entity is spoken of."""


def spoken(entity: str) -> str:
    """七宝镇 2022-07, where a report of a unit's month is named 七宝镇@2022-07."""
    return entity.replace("@", " ")

"""Who stands where: headlines, the wall, comparisons, profiles of towns and counties."""

"""The base of all that a plan holds: nothing can be changed, an unknown key is a fault."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

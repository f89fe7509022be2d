"""What the arm can feel without looking."""

from __future__ import annotations

from scenes.types import ArmState


def grips_nothing(arm: ArmState, empty_opening: float) -> bool:
    """Whether a gripper told to close has closed on nothing."""
    return arm.gripper_target < 0.1 and arm.gripper_opening <= empty_opening


def grips_something(arm: ArmState, empty_opening: float) -> bool:
    """Whether a gripper told to close is kept open by what it holds."""
    return arm.gripper_target < 0.1 and arm.gripper_opening > empty_opening

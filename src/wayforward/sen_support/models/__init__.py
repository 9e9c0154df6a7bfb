"""What settings say of themselves, and how each child is helped."""

from wayforward.sen_support.models.reviews import SelfReview, StandardJudgement

__all__ = ["SelfReview", "StandardJudgement"]

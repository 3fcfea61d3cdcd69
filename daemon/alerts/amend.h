#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/alerts/alert.h"
#include "rules/state/confirm.h"
#include "rules/state/verdict.h"

namespace rasid::alerts {

/// An article by which an alert was decided beside the one that caused it.
struct CauseArticle {
  ArticleId id;
  FeedId feed;
  std::string url;
  std::string title;
  Timestamp at{};
  std::uint32_t step = 0;  // of a sequence, from 1
};

/// What an alert says beside what it was rendered with; known only when it is decided.
struct Amendment {
  std::optional<rules::state::Facts> facts;
  std::vector<CauseArticle> articles;  // those of the facts that are stored
  std::optional<rules::state::Confirmation> confirmation;
  std::string note;  // while it is not confirmed
};

/// The alert with what the amendment says in its payload, and with the severity that the alert has. A payload that is
/// none of ours (a test's) stays as it is.
Alert amended(Alert alert, Amendment const& amendment);

}  // namespace rasid::alerts

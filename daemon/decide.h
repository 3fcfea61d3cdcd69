#pragma once

#include <vector>

#include "daemon/routing/policy.h"
#include "daemon/store/store.h"

namespace rasid {

/// What the stages up to matching found in one article. Whether any of it is new is not known yet.
struct Findings {
  Article article;  // with its full text and language
  StoryId story;  // that it begins, or in which somebody was told of it
  std::vector<store::StoredMention> mentions;
  std::vector<store::StoredName> names;  // that are on no list
  std::vector<Alert> alerts;            // one for each watch that holds, rendered as revision 1
  std::optional<Timestamp> page_after;  // where its page could not be had: when to ask again
  stories::Traits traits;               // by which its story is found; empty: `story` is its story
  stories::Settings joining;
};

/// What became of an article.
struct Decision {
  bool stored = false;  // false where it had been handled already: a repeat after a crash
  std::vector<Alert> alerts;
  std::vector<store::Suppression> suppressions;  // why somebody was not told: grouped, silenced …
};

/// The one place with memory between articles. Runs on the store's thread, inside the batch's transaction, article by
/// article: the article's story is found, and its alerts are those of that story. What is told goes to the outbox
/// together with the article's mark as handled; what is not leaves a record that says why.
///
/// A known alert is told again, as its next revision, where an edit of an article that was told of changed its evidence;
/// where another article of the story holds by a part of the condition that did not hold before, or with another actor;
/// and where so many feeds carry it as the settings say. What was completed raises no revision: nobody edited it.
/// What a silence mutes is recorded as such and told to nobody: a later article of the story raises it anew. What is
/// told goes to its sinks as their policies say.
Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies = {});

}  // namespace rasid

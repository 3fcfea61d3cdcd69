#pragma once

#include <vector>

#include "daemon/routing/policy.h"
#include "daemon/store/store.h"

namespace rasid {

/// What the stages up to matching found in one article. Whether any of it is new is not known yet.
struct Findings {
  Article article;  // with its full text and language
  StoryId story;
  std::vector<store::StoredMention> mentions;
  std::vector<store::StoredName> names;  // that are on no list
  std::vector<Alert> alerts;            // one for each watch that holds, rendered as revision 1
  std::optional<Timestamp> page_after;  // where its page could not be had: when to ask again
};

/// What became of an article.
struct Decision {
  bool stored = false;  // false where it had been handled already: a repeat after a crash
  std::vector<Alert> alerts;
  std::vector<store::Suppression> suppressions;  // why somebody was not told: grouped, silenced …
};

/// The one place with memory between articles. Runs on the store's thread, inside the batch's transaction, article by
/// article: an alert whose watch and story are known already is not raised again, and leaves a record that says so; the
/// rest goes to the outbox together with the article's mark as handled. An edited article raises a known alert as its
/// next revision where its evidence was not told before. What was completed raises no revision: nobody edited it.
/// What a silence mutes is recorded as such and told to nobody: a later article of the story raises it anew. What is
/// told goes to its sinks as their policies say.
Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies = {});

}  // namespace rasid

#pragma once

#include <vector>

#include "daemon/alerts/amend.h"
#include "daemon/routing/policy.h"
#include "daemon/store/store.h"
#include "rules/around.h"
#include "rules/state/remember.h"

namespace rasid {

/// What a look at a watch's memory has found, where its time had come and no article was needed.
struct Looked {
  store::WatchMemory memory;
  rules::state::Outcome outcome;
};

/// A watch among those that hold on an article that has more than its condition.
struct Surrounded {
  WatchId watch;
  std::shared_ptr<rules::Around const> around;  // never null
  rules::state::Event event;                    // the article as its memory sees it; the story is filled in by decide()
  std::optional<Looked> looked;                 // in place of asking the memory
};

/// What the stages up to matching found in one article. Whether any of it is new is not known yet.
struct Findings {
  Article article;  // with its full text and language
  StoryId story;    // that it begins, or in which somebody was told of it
  std::vector<store::StoredMention> mentions;
  std::vector<store::StoredName> names;  // that are on no list
  std::vector<Alert> alerts;             // one for each watch that holds, rendered as revision 1 of its story's alert
  std::vector<Surrounded> surrounded;    // of these watches, those that have more than a condition
  std::optional<Timestamp> page_after;   // where its page could not be had: when to ask again
  Duration lateness{std::chrono::hours{6}};  // of articles, for what watches remember
  stories::Traits traits;                    // by which its story is found; empty: `story` is its story
  stories::Settings joining;
};

/// What became of an article.
struct Decision {
  bool stored = false;  // false where it had been handled already: a repeat after a crash
  std::vector<Alert> alerts;
  std::vector<store::Suppression> suppressions;  // why somebody was not told: grouped, silenced, count:3/5 …
};

/// The one place with memory between articles. Runs on the store's thread, inside the batch's transaction, article by
/// article: the article's story is found, and its alerts are those of that story. What is told goes to the outbox
/// together with the article's mark as handled; what is not leaves a record that says why.
///
/// A known alert is told again, as its next revision, where an edit of an article that was told of changed its
/// evidence; where another article of the story holds by a part of the condition that did not hold before, or with
/// another actor; where so many feeds carry it as the settings say; and where the watch says after how long. What was
/// completed raises no revision: nobody edited it.
///
/// A watch that remembers (rules/state) is asked what the article makes of its memory: whether there is something to
/// tell, and under which id. What it remembers from now on is stored with the rest.
///
/// What a silence mutes, and what comes outside a watch's hours, is recorded as such and told to nobody: a later
/// article of the story raises it anew. What is told goes to its sinks as their policies say.
Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies = {});

/// A change of a watch's memory as the store takes it.
store::MemoryPart memory_part(store::WatchMemory const& memory, rules::state::Change change);

/// The articles that an alert's facts name, as far as they are stored, for its payload.
Result<std::vector<alerts::CauseArticle>> cause_articles(store::MemoryStore& memory, rules::state::Facts const& facts);

}  // namespace rasid

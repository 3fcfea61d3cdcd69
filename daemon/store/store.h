#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/alerts/alert.h"
#include "daemon/fetch/http.h"
#include "daemon/store/memory.h"
#include "daemon/store/push_subscription.h"
#include "daemon/store/routing.h"
#include "daemon/stories/settings.h"
#include "daemon/stories/traits.h"
#include "extractors/model/article.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// What a feed and its server last said about when to come again. Kept, since a 304 says only a part of it.
struct PollHints {
  std::optional<Duration> fresh_for;      // Cache-Control max-age or Expires
  std::optional<Duration> ttl;            // RSS ttl
  std::optional<Duration> update_period;  // sy:updatePeriod and sy:updateFrequency
  std::uint32_t skip_hours = 0;           // bit h: not between h:00 and h:59 UTC
  std::uint8_t skip_days = 0;             // bit d: not on day d, 0 = Sunday

  friend bool operator==(PollHints const&, PollHints const&) = default;
};

/// What is known of a feed between two polls.
struct FeedState {
  FeedId feed;
  std::string url;       // the configured one
  std::string moved_to;  // where a permanent redirect led, or empty
  fetch::Validators validators;
  std::string body_hash;  // of the last body, for servers that ignore validators
  std::optional<Timestamp> last_attempt;
  std::optional<Timestamp> last_success;
  Timestamp next_poll{};
  std::uint32_t failures = 0;  // in a row
  std::string last_error;      // empty after a success
  bool gone = false;           // 410: polled no more until its URL changes
  bool paused = false;         // by the operator: polled no more until resumed
  PollHints hints;
  std::string rhythm;                      // when it publishes, as learnt; in the scheduler's own form
  std::optional<Timestamp> failing_since;  // of the failures that are counted
  bool failing_told = false;               // an alert said that it fails
  std::int64_t polls = 0;                  // made so far
  std::int64_t items = 0;                  // new ones seen so far

  friend bool operator==(FeedState const&, FeedState const&) = default;
};

/// A mention as it is stored: by key, with offsets in code points of the stored text.
struct StoredMention {
  std::string entity;  // key
  std::string kind;    // "person", "organisation", "place"
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string surface;
  std::string method;
  double confidence = 1;

  friend bool operator==(StoredMention const&, StoredMention const&) = default;
};

/// A name in an article that is on no list, joined over its places there.
struct StoredName {
  std::string kind;    // "person", "organisation", "place"
  std::string name;    // the fullest form in the article
  std::string folded;  // by which it is the same in others
  std::string cue;     // what gave it away first
  std::uint32_t times = 1;
  std::uint32_t begin = 0;  // code points of the stored text, of the first one
  std::uint32_t end = 0;
  double confidence = 0;  // the highest

  friend bool operator==(StoredName const&, StoredName const&) = default;
};

/// Why somebody was not told: the answer to "why did this not alert?".
struct Suppression {
  WatchId watch;
  ArticleId article;
  std::string reason;  // "grouped" …
  AlertId alert;       // the alert that absorbed it, or empty
};

/// Everything that handling one article changed; stored whole or not at all.
struct HandledArticle {
  Article article;  // with its full text and language
  StoryId story;
  std::vector<StoredMention> mentions;
  std::vector<StoredName> names;
  std::vector<Alert> alerts;
  std::vector<Suppression> suppressions;
  std::vector<Alert> silenced;          // muted; each has a suppression too
  std::vector<MemoryPart> memories;     // of the watches that hold on it
  std::optional<Timestamp> page_after;  // where its page could not be had: when to ask again
  stories::Traits traits;               // to remember it by, for the articles after it; may be empty
  stories::Settings joining;
  std::int64_t copy_of = 0;  // remembered instead of this one, as StoryPlace says
};

/// Where an article belongs.
struct StoryPlace {
  StoryId story;
  std::int64_t copy_of = 0;  // the remembered article of which it is a copy; 0 where of none
};

/// What is known of an alert when an article raises it once more.
struct KnownAlert {
  std::uint32_t revision = 1;         // the latest
  bool evidence_told = false;         // one of its revisions had the same evidence
  bool told_by = false;               // the article that raises it now caused one of its revisions
  bool feed_known = false;            // an article of that feed is among those that carry it
  std::uint32_t feeds = 0;            // that carry it
  std::vector<std::uint32_t> proofs;  // of all its revisions, ascending
  Timestamp told{};                   // when the latest was decided
};

/// A feed that carries an alert's story, by the first article of it.
struct AlertSource {
  FeedId feed;
  std::string url;
  std::string title;
};

/// An article that is handled no more, since that ended the process again and again.
struct Quarantined {
  ArticleId article;
  FeedId feed;
  std::string title;
  std::string url;
  std::uint32_t attempts = 0;
  Timestamp since{};
};

/// An article whose handling was begun this often and never ended is given up.
inline constexpr std::uint32_t most_attempts = 3;

enum class DeliveryState : std::uint8_t { pending, delivered, dead };

/// One alert on its way to one sink.
struct Delivery {
  std::int64_t id = 0;  // of the row
  AlertId alert;
  std::uint32_t revision = 1;
  StoryId story;  // what its order is kept by
  SinkId sink;
  std::string body;            // the payload, the same bytes at every attempt
  std::uint32_t attempts = 0;  // made so far
  Timestamp created{};

  /// The message's id for ever: what a receiver drops repeats by. (No '.', which the signature uses as separator.)
  [[nodiscard]] std::string message_id() const { return alert.value + "_" + std::to_string(revision); }
};

/// How an attempt ended.
struct Attempt {
  std::int64_t delivery = 0;
  DeliveryState state = DeliveryState::pending;
  Timestamp at{};
  Timestamp next{};     // when pending: not before
  std::string outcome;  // "HTTP 503 after 0.2 s"; empty when delivered
};

/// What a sink can take now.
struct Wanted {
  SinkId sink;
  std::size_t most = 0;
  bool strict_order = false;  // see claim_deliveries()
};

/// What is on its way, and when there is more.
struct Claim {
  std::vector<Delivery> deliveries;
  /// When the next one for a wanted sink becomes due; what is due already and was not claimed is not meant.
  std::optional<Timestamp> next_due;
};

/// What is known of a sink between two starts.
struct SinkState {
  SinkId sink;
  std::uint32_t failures = 0;  // in a row
  std::optional<Timestamp> last_success;
  std::optional<Timestamp> last_failure;
  std::string last_error;                   // empty after a success
  std::optional<Timestamp> disabled_since;  // nothing where it works
  std::string disabled_because;
  std::string configured_as;  // when it was disabled

  friend bool operator==(SinkState const&, SinkState const&) = default;
};

/// What was kept long enough; nothing: for ever.
struct Horizon {
  std::optional<Timestamp> articles;  // fetched before; those that caused an alert stay as long as it does
  std::optional<Timestamp> alerts;    // decided before, in their latest revision; none that is still to be delivered
  std::optional<Timestamp> silences;  // ended before
};

/// What one step of sweeping deleted.
struct Swept {
  std::size_t articles = 0;
  std::size_t alerts = 0;
  std::size_t silences = 0;
  bool more = false;  // there may be more to delete
};

struct Totals {
  std::int64_t articles = 0, unhandled = 0, mentions = 0, alerts = 0, pending = 0, delivered = 0, dead = 0;
};

/// What the pipeline needs of a database, in its own words. Not safe for concurrent calls: StoreThread owns one and
/// makes them. Every call between begin() and commit() becomes durable together; a call that fails leaves nothing of
/// itself behind and does not spoil the others of the batch.
class Store {
 public:
  virtual ~Store() = default;

  virtual Result<> begin() = 0;
  /// After success everything since begin() survives a power cut; after failure nothing of it is there.
  virtual Result<> commit() = 0;
  virtual void rollback() noexcept = 0;

  virtual Result<std::vector<FeedState>> feed_states() = 0;
  /// Stores what is known of a feed, without any article.
  virtual Result<> save_feed(FeedState const& state) = 0;
  /// Stores a poll's outcome and what is new in `articles`, as unhandled, and returns it in order: articles not seen
  /// before, and those whose text changed in what it says: as the next revision, or as a completion where what was
  /// stored had been cut off. After these, where the poll was good, articles whose page may be asked for again. An item
  /// that is known under another GUID or link keeps its article's id (daemon/identity).
  virtual Result<std::vector<Article>> record_visit(FeedState const& state, std::vector<Article> articles) = 0;

  /// As record_visit(), of a document that a hub pushed. What is known of the feed and its polls stays as it is: the
  /// document need not hold all that a poll would show.
  virtual Result<std::vector<Article>> record_push(FeedId const& feed, std::vector<Article> articles) = 0;

  virtual Result<std::vector<PushSubscription>> push_subscriptions() = 0;
  virtual Result<> save_push(PushSubscription const& subscription) = 0;
  virtual Result<> forget_push(std::string const& token) = 0;

  /// Articles stored but not handled, oldest first: where work goes on after a crash. `after` is the last id of the
  /// page before, empty for the first.
  virtual Result<std::vector<Article>> unhandled_articles(std::size_t most, ArticleId const& after) = 0;
  /// Stores the outcome and marks the article handled. False, and nothing stored, where it already was: a repeat after
  /// a crash. Of a revision that was edited meanwhile only the alerts are stored: the text stays the newer one's.
  /// Revisions of an alert that are known already are passed over (see find_alert()).
  virtual Result<bool> finish_article(HandledArticle const& handled) = 0;
  virtual Result<bool> has_alert(AlertId const& id) = 0;
  /// The alert as it is known, if it is, to its article, which is one of `feed`.
  virtual Result<std::optional<KnownAlert>> find_alert(Alert const& alert, FeedId const& feed) = 0;
  /// The feeds that carry an alert, in the order of their articles; `most` at most.
  virtual Result<std::vector<AlertSource>> alert_sources(AlertId const& id, std::size_t most) = 0;

  /// The story of an article with these traits among those that are remembered; nothing where it is the first of its
  /// own. finish_article() remembers it.
  virtual Result<std::optional<StoryPlace>> find_story(stories::Traits const& traits,
                                                       stories::Settings const& settings) = 0;

  /// Counts an attempt at an article that was begun before and not ended, before its work begins. False, and the
  /// article quarantined, where there were most_attempts already.
  virtual Result<bool> begin_again(ArticleId const& id, Timestamp now) = 0;
  /// Begins the count of attempts at unhandled articles anew: at a start after an end that none of them can have
  /// caused.
  virtual Result<> forgive_attempts() = 0;
  /// Makes quarantined articles unhandled again, one or (empty id) all; how many there were.
  virtual Result<std::size_t> release_quarantined(ArticleId const& id) = 0;

  /// Takes for each wanted sink what is due, first come first served, and leases it until `lease_until`: no other claim
  /// returns it before. Of one story and sink a message is not returned while an earlier one was never attempted; with
  /// `strict_order` not before the earlier one is delivered or dead.
  virtual Result<Claim> claim_deliveries(Timestamp now, Timestamp lease_until, std::vector<Wanted> const& wanted) = 0;
  /// Gives up the leases of these: no attempt was made.
  virtual Result<> give_back(std::vector<std::int64_t> const& deliveries) = 0;
  virtual Result<> record_attempts(std::vector<Attempt> const& attempts) = 0;
  /// Gives up every lease: at start-up, when whoever held them is gone.
  virtual Result<> release_leases() = 0;

  virtual Result<std::vector<SinkState>> sink_states() = 0;
  /// Stores how a sink is doing; whether it is disabled is left as it is.
  virtual Result<> note_health(SinkState const& state) = 0;
  /// Disables it, as `state` says, or enables it where that has no disabled_since.
  virtual Result<> set_disabled(SinkState const& state) = 0;
  /// Changes whenever another process wrote to the database: what was read before may be out of date.
  virtual Result<std::int64_t> changes_by_others() = 0;

  /// Deletes up to `most` deliveries that were settled before then, and their alerts stay. How many were.
  virtual Result<std::size_t> sweep_deliveries(Timestamp delivered_before, Timestamp dead_before, std::size_t most) = 0;

  /// One step of deleting what is older than it is to be kept, of `most` articles and as many alerts. An item that
  /// still stands in its feed is no news when its article is gone.
  virtual Result<Swept> sweep(Horizon const& horizon, std::size_t most) = 0;

  /// What routing keeps: silences, messages that wait, what is to follow. Lives as long as the store.
  virtual RoutingStore& routing() = 0;
  /// What watches remember. Lives as long as the store.
  virtual MemoryStore& memory() = 0;

  virtual Result<Totals> totals() = 0;
};

}  // namespace rasid::store

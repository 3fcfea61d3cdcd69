#include "daemon/store/schema.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <string>

#include "daemon/identity/name_keys.h"
#include "daemon/store/sqlite_error.h"
#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

// Times are milliseconds since 1970 in UTC. `row` is the order of arrival: short to refer to, and what "oldest first"
// means. Partial indexes hold only what is still to be done, so that they stay small however much is kept.
constexpr char const* first_version = R"sql(
CREATE TABLE feeds (
  feed TEXT PRIMARY KEY NOT NULL,
  url TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  last_attempt INTEGER,
  last_success INTEGER,
  next_poll INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  gone INTEGER NOT NULL CHECK (gone IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  feed TEXT NOT NULL REFERENCES feeds (feed),
  guid TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  language TEXT NOT NULL,
  tags TEXT NOT NULL,             -- JSON array of strings
  published INTEGER,
  updated INTEGER,
  fetched INTEGER NOT NULL,
  handled INTEGER NOT NULL DEFAULT 0 CHECK (handled IN (0, 1)),
  story TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL              -- last: the long one, so that the others are read without it
) STRICT;
CREATE INDEX articles_unhandled ON articles (row) WHERE handled = 0;

CREATE TABLE mentions (
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  entity TEXT NOT NULL,
  kind TEXT NOT NULL,
  first INTEGER NOT NULL,         -- code points of the stored text
  past INTEGER NOT NULL,
  surface TEXT NOT NULL,
  method TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  watch TEXT NOT NULL,
  story TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (row),
  severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
  decided INTEGER NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT;

CREATE TABLE alert_articles (     -- what joined an alert after the article that caused it
  alert TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  PRIMARY KEY (alert, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppressions (
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  watch TEXT NOT NULL,
  reason TEXT NOT NULL,
  alert TEXT NOT NULL,            -- empty where no alert absorbed it
  PRIMARY KEY (article, watch, reason, alert)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  alert TEXT NOT NULL,
  revision INTEGER NOT NULL,
  sink TEXT NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2),
  attempts INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  next_attempt INTEGER NOT NULL,
  last_attempt INTEGER,
  leased_until INTEGER,           -- NULL unless somebody is delivering it
  outcome TEXT NOT NULL DEFAULT '',
  UNIQUE (alert, revision, sink),
  FOREIGN KEY (alert, revision) REFERENCES alerts (id, revision) ON DELETE CASCADE
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (sink, next_attempt, id) WHERE state = 0 AND leased_until IS NULL;
CREATE INDEX deliveries_leased ON deliveries (leased_until) WHERE leased_until IS NOT NULL;

CREATE TABLE totals (             -- one row, written with each batch: counting the tables would take seconds
  only INTEGER PRIMARY KEY CHECK (only = 1),
  articles INTEGER NOT NULL,
  unhandled INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  alerts INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  dead INTEGER NOT NULL
) STRICT;
INSERT INTO totals VALUES (1, 0, 0, 0, 0, 0, 0, 0);
)sql";

// Beside `articles`, whose last column is the long text: what follows there is read through all of it.
constexpr char const* identity_of_articles = R"sql(
CREATE TABLE items (              -- what a feed says of an article, and how far we are with it
  article INTEGER PRIMARY KEY REFERENCES articles (row) ON DELETE CASCADE,
  feed TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  words TEXT NOT NULL DEFAULT '',     -- the fingerprint; empty: stored before there were fingerprints
  title TEXT NOT NULL DEFAULT '',
  sketch BLOB NOT NULL DEFAULT x'',
  partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1)),
  completion INTEGER NOT NULL DEFAULT 0 CHECK (completion IN (0, 1)),
  told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  page_attempts INTEGER NOT NULL DEFAULT 0,
  page_after INTEGER,             -- when to ask for its page again; NULL: no more
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX items_awaiting_page ON items (feed, page_after) WHERE page_after IS NOT NULL;
INSERT INTO items (article, feed, told)
  SELECT row, feed, row IN (SELECT article FROM alerts UNION SELECT article FROM alert_articles) FROM articles;

CREATE TABLE article_keys (       -- every GUID, link and title by which a feed ever named an article
  key INTEGER NOT NULL,           -- 64 bits of a digest of feed, kind and name
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_keys_of ON article_keys (article);

CREATE TABLE quarantine (         -- articles whose handling ended the process again and again
  article INTEGER PRIMARY KEY REFERENCES articles (row) ON DELETE CASCADE,
  since INTEGER NOT NULL,
  attempts INTEGER NOT NULL
) STRICT;

ALTER TABLE alerts ADD COLUMN evidence TEXT NOT NULL DEFAULT '';  -- digest of what proves it
)sql";

// The order of a story's messages, what is known of sinks, who has seen an alert, and what may be swept away.
constexpr char const* order_and_sinks = R"sql(
ALTER TABLE deliveries ADD COLUMN story TEXT NOT NULL DEFAULT '';
UPDATE deliveries SET story =
  (SELECT a.story FROM alerts a WHERE a.id = deliveries.alert AND a.revision = deliveries.revision);
CREATE INDEX deliveries_order ON deliveries (sink, story, id) WHERE state = 0;
CREATE INDEX deliveries_settled ON deliveries (state, last_attempt) WHERE state <> 0;

CREATE TABLE sinks (
  sink TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  last_success INTEGER,
  last_failure INTEGER,
  last_error TEXT NOT NULL DEFAULT '',
  disabled_since INTEGER,         -- NULL while it works
  disabled_because TEXT NOT NULL DEFAULT '',
  configured_as TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE acknowledgements (
  alert TEXT PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Lengths of time are milliseconds; `rhythm` is in the scheduler's own form (daemon/scheduler/rhythm_bytes.h).
constexpr char const* learnt_schedule = R"sql(
ALTER TABLE feeds ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE feeds ADD COLUMN fresh_for INTEGER;
ALTER TABLE feeds ADD COLUMN ttl INTEGER;
ALTER TABLE feeds ADD COLUMN update_period INTEGER;
ALTER TABLE feeds ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN rhythm BLOB NOT NULL DEFAULT x'';
ALTER TABLE feeds ADD COLUMN failing_since INTEGER;
ALTER TABLE feeds ADD COLUMN failing_told INTEGER NOT NULL DEFAULT 0 CHECK (failing_told IN (0, 1));
ALTER TABLE feeds ADD COLUMN polls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN items INTEGER NOT NULL DEFAULT 0;
)sql";

// Subscriptions at WebSub hubs; `state` is PushSubscription::State. A feed has two while one replaces the other.
constexpr char const* push_subscriptions = R"sql(
CREATE TABLE push_subscriptions (
  token TEXT PRIMARY KEY NOT NULL,
  feed TEXT NOT NULL,
  feed_url TEXT NOT NULL,
  topic TEXT NOT NULL,
  hub TEXT NOT NULL,
  callback TEXT NOT NULL,
  secret TEXT NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  asked INTEGER NOT NULL CHECK (asked IN (0, 1)),
  lease_until INTEGER,
  next_attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  last_error TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Silences and what they muted; messages that wait; how many a sink was sent; what follows an alert nobody has seen.
constexpr char const* routing = R"sql(
CREATE TABLE silences (
  id TEXT PRIMARY KEY NOT NULL,
  matcher TEXT NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  expired INTEGER,                -- NULL unless an operator ended it before
  who TEXT NOT NULL,
  comment TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX silences_in_force ON silences (ends, id) WHERE expired IS NULL;

CREATE TABLE silenced (
  row INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  alert TEXT NOT NULL,
  watch TEXT NOT NULL,
  silence TEXT NOT NULL,
  severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
  decided INTEGER NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (article, alert)
) STRICT;
CREATE INDEX silenced_by ON silenced (silence);

CREATE TABLE held (
  row INTEGER PRIMARY KEY,
  sink TEXT NOT NULL,
  batch TEXT NOT NULL,            -- what goes out together
  alert TEXT NOT NULL,
  revision INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  UNIQUE (sink, batch, alert, revision),
  FOREIGN KEY (alert, revision) REFERENCES alerts (id, revision) ON DELETE CASCADE
) STRICT;
CREATE INDEX held_order ON held (sink, batch, row);
CREATE INDEX held_until ON held (until);
CREATE INDEX held_alert ON held (alert, revision);

CREATE TABLE sent (
  sink TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sent_by_time ON sent (sink, at);

CREATE TABLE follow_ups (
  alert TEXT NOT NULL,
  sink TEXT NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
  step INTEGER NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY (alert, sink, kind, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_ups_due ON follow_ups (due);
)sql";

// The names of a feed's articles lie together since this version: storing an answer touches a page or two of them, and
// not one for each name. What an article was called before its last names is forgotten.
constexpr char const* names_by_feed = R"sql(
DELETE FROM article_keys;
INSERT OR IGNORE INTO article_keys SELECT name_key(feed, 'guid', guid), row FROM articles WHERE guid <> '';
INSERT OR IGNORE INTO article_keys SELECT name_key(feed, 'url', url), row FROM articles WHERE url <> '';
INSERT OR IGNORE INTO article_keys SELECT name_key(feed, 'title', title), article FROM items WHERE title <> '';
)sql";

// Stories: what is remembered of the last days' articles (bounded by settings; `seq` is their order), who carries an
// alert, and what its revisions proved.
constexpr char const* stories = R"sql(
CREATE TABLE story_articles (
  seq INTEGER PRIMARY KEY,
  article INTEGER NOT NULL UNIQUE REFERENCES articles (row) ON DELETE CASCADE,
  story TEXT NOT NULL,
  traits BLOB NOT NULL            -- in the form of daemon/stories/traits.h
) STRICT;

CREATE TABLE alert_feeds (
  alert TEXT NOT NULL,
  feed TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,  -- its first
  PRIMARY KEY (alert, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_feeds_of ON alert_feeds (article);
INSERT OR IGNORE INTO alert_feeds (alert, feed, article)
  SELECT l.id, a.feed, a.row FROM alerts l JOIN articles a ON a.row = l.article;
INSERT OR IGNORE INTO alert_feeds (alert, feed, article)
  SELECT j.alert, a.feed, a.row FROM alert_articles j JOIN articles a ON a.row = j.article;

ALTER TABLE alerts ADD COLUMN proofs BLOB NOT NULL DEFAULT x'';
)sql";

// What is swept away after its time, and what must be found for that.
constexpr char const* retention = R"sql(
CREATE TABLE swept_items (        -- what was an article once and may still stand in its feed: a digest of its names
  key INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX alerts_decided ON alerts (decided);
CREATE INDEX alerts_of ON alerts (article);
CREATE INDEX alert_articles_of ON alert_articles (article);
)sql";

// Names that are on no list, joined over an article: offered for adoption, never watched.
constexpr char const* new_names = R"sql(
CREATE TABLE new_names (
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,             -- the fullest form in the article
  folded TEXT NOT NULL,           -- by which it is the same in others
  cue TEXT NOT NULL,
  times INTEGER NOT NULL,
  first INTEGER NOT NULL,         -- code points of the stored text, of the first one
  past INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;
)sql";

// What watches remember. `digest` is of what a memory depends on; `bytes` are in the form of rules/state. `taken` marks
// the round of the configuration that last had the watch, and `gone` says since when none has it any more.
constexpr char const* memories = R"sql(
CREATE TABLE watch_memories (
  row INTEGER PRIMARY KEY,
  watch TEXT NOT NULL,
  digest INTEGER NOT NULL,
  since INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  gone INTEGER,
  parts INTEGER NOT NULL DEFAULT 0,
  UNIQUE (watch, digest)
) STRICT;
CREATE INDEX watch_memories_in_force ON watch_memories (taken) WHERE gone IS NULL;
CREATE INDEX watch_memories_gone ON watch_memories (gone) WHERE gone IS NOT NULL;

CREATE TABLE watch_parts (
  memory INTEGER NOT NULL REFERENCES watch_memories (row) ON DELETE CASCADE,
  key TEXT NOT NULL,
  touched INTEGER NOT NULL,
  keep INTEGER,
  due INTEGER,
  bytes BLOB NOT NULL,
  PRIMARY KEY (memory, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_parts_touched ON watch_parts (memory, touched);
CREATE INDEX watch_parts_due ON watch_parts (due) WHERE due IS NOT NULL;
CREATE INDEX watch_parts_keep ON watch_parts (keep) WHERE keep IS NOT NULL;
)sql";

constexpr std::array all{Migration{"feeds, articles, alerts and their deliveries", first_version},
                         Migration{"identity and revisions of articles, quarantine", identity_of_articles},
                         Migration{"the order of deliveries, the state of sinks and acknowledgements", order_and_sinks},
                         Migration{"what is learnt of a feed's schedule, and its health", learnt_schedule},
                         Migration{"subscriptions at hubs that push", push_subscriptions},
                         Migration{"silences, held messages and what follows an alert", routing},
                         Migration{"the names of articles, by feed", names_by_feed},
                         Migration{"stories, and who carries them", stories},
                         Migration{"what is kept how long", retention},
                         Migration{"names that are on no list", new_names},
                         Migration{"what watches remember", memories}};

/// name_key(feed, kind, name) for migrations.
void name_key(sqlite3_context* context, int, sqlite3_value** values) {
  auto const text = [&](int i) {
    auto const* const begin = reinterpret_cast<char const*>(sqlite3_value_text(values[i]));
    return std::string_view(begin == nullptr ? "" : begin, static_cast<std::size_t>(sqlite3_value_bytes(values[i])));
  };
  sqlite3_result_int64(context, identity::name_key(FeedId{std::string(text(0))}, text(1), text(2)));
}

int number(SQLite::Database& database, char const* query) {
  return database.execAndGet(query).getInt();
}

Result<> step(SQLite::Database& database, Migration const& migration, int to) {
  try {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec(migration.sql);
    if (SQLite::Statement broken(database, "PRAGMA foreign_key_check"); broken.executeStep()) {
      return failure(StoreError::corrupt,
                     fmt::format("migrating the database to version {} ({}), whose table {} refers "
                                 "to rows that are gone",
                                 to, migration.says, broken.getColumn(0).getString()));
    }
    database.exec(fmt::format("PRAGMA application_id = {}", application_id));
    database.exec(fmt::format("PRAGMA user_version = {}", to));
    transaction.commit();
    return {};
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(
        error_of(thrown, fmt::format("migrating the database to version {} ({})", to, migration.says)));
  }
}

}  // namespace

std::span<Migration const> migrations() {
  return all;
}

Result<> migrate(SQLite::Database& database, std::span<Migration const> steps) {
  int version = 0;
  int const wanted = static_cast<int>(steps.size());
  try {
    version = number(database, "PRAGMA user_version");
    int const owner = number(database, "PRAGMA application_id");
    bool const blank = owner == 0 && version == 0 && number(database, "SELECT count(*) FROM sqlite_schema") == 0;
    if (owner != application_id && !blank) return failure(StoreError::not_rasid, "reading the database's schema");
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, "reading the database's schema"));
  }
  if (version > wanted) {
    return failure(
        StoreError::schema_too_new,
        fmt::format("reading the database's schema, which is version {} where {} is known", version, wanted));
  }
  if (version < wanted) {
    database.createFunction("name_key", 3, true, nullptr, name_key, nullptr, nullptr, nullptr);
  }
  for (; version < wanted; ++version) {
    if (Result<> done = step(database, steps[static_cast<std::size_t>(version)], version + 1); !done) return done;
  }
  return {};
}

}  // namespace rasid::store

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <boost/json.hpp>

#include <map>
#include <set>

#include "daemon/feeds/article_of.h"
#include "daemon/feeds/feed.h"
#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/http_server.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

/// By what a server's file-name table says; none of them names a charset.
std::string content_type_of(fs::path const& file) {
  static std::map<std::string, std::string> const types = {
      {".rss", "application/rss+xml"}, {".atom", "application/atom+xml"}, {".json", "application/feed+json"}};
  auto const found = types.find(file.extension().string());
  return found == types.end() ? "application/xml" : found->second;
}

/// One captured document and how it is served.
struct Captured {
  std::string feed;  // id in the configuration
  std::string target;
  std::string type;
  std::string etag;
  std::string bytes;
};

/// Serves captured documents with an ETag each, and counts the answers.
class Archive {
 public:
  explicit Archive(fs::path const& folder) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (fs::path const& file : files) {
      std::size_t const number = documents_.size();
      Captured document{fmt::format("captured-{}", number), fmt::format("/{}{}", number, file.extension().string()),
                        content_type_of(file), fmt::format("\"v{}\"", number), content_of(file)};
      documents_.emplace(document.target, std::move(document));
    }
  }

  Reply answer(Seen const& seen) const {
    auto const found = documents_.find(seen.target);
    if (found == documents_.end()) return {.status = 404};
    Captured const& document = found->second;
    if (seen.header("if-none-match") == document.etag) return {.status = 304, .headers = {{"ETag", document.etag}}};
    return {.headers = {{"ETag", document.etag}, {"Content-Type", document.type}}, .body = document.bytes};
  }

  [[nodiscard]] std::map<std::string, Captured> const& documents() const { return documents_; }

 private:
  std::map<std::string, Captured> documents_;  // by target
};

/// The articles that a document holds, by the same functions the daemon uses: the id of each and what it says, since
/// some publishers give one GUID to several; nothing where it is no feed.
std::optional<std::set<std::pair<std::string, std::string>>> articles_of(Captured const& document,
                                                                         std::string const& url) {
  auto const feed = feeds::parse_feed(document.bytes, {.base_url = url, .content_type = document.type, .limits = {}});
  if (!feed) return std::nullopt;
  std::set<std::pair<std::string, std::string>> articles;
  for (feeds::Entry const& entry : feed->entries) {
    Article const article = feeds::article_of(FeedId{document.feed}, *feed, entry, Timestamp{});
    articles.emplace(article.id.value, article.fingerprint.words);
  }
  return articles;
}

std::map<std::string, std::size_t> polls_by_target(HttpServer const& server) {
  std::map<std::string, std::size_t> polls;
  for (Seen const& seen : server.requests()) ++polls[seen.target];
  return polls;
}

TEST(CapturedFeeds, AreReadWholeOnceAndThenOnlyAskedWhetherTheyChanged) {
  fs::path const folder = RASID_SHARED_DIR "/corpora/feeds/real";
  if (!fs::is_directory(folder)) GTEST_SKIP() << "no captured feeds in " << folder;
  Archive const archive(folder);
  HttpServer const server([&](Seen const& seen) { return archive.answer(seen); });
  WebhookReceiver const receiver(ConfigFolder::secret());

  // What must be stored, feed by feed.
  std::set<std::pair<std::string, std::string>> expected;
  std::size_t readable = 0;
  std::vector<FeedLine> feeds;
  for (auto const& [target, document] : archive.documents()) {
    // Never a page: the links lead out into the world.
    feeds.push_back({document.feed, server.url(target), "full_text: never"});
    if (auto const articles = articles_of(document, server.url(target))) {
      ++readable;
      expected.insert(articles->begin(), articles->end());
    }
  }
  ASSERT_GT(readable, 50U);

  ConfigFolder const config;
  Tuning tuning;
  // What the publishers ask for, an hour and more, would outlast the test.
  tuning.polling =
      "{interval: 500ms, learn: false, longest_hint: 500ms, floor: 50ms, startup_spread: 0s, longest_pause: 1s, "
      "connections_per_host: 8}";
  config.write_settings({{"desk", receiver.url(), ""}}, tuning);
  config.write_feeds(feeds);
  std::map<std::string, std::string> const words = {
      {"english", "Trump"}, {"urdu", "امریکی"}, {"russian", "цитата"}, {"german", "Drohnenangriffe"}};
  std::vector<WatchLine> watches;
  for (auto const& [id, word] : words) watches.push_back({id, word, ""});
  config.write_watches(watches);

  auto const begin = std::chrono::steady_clock::now();
  DaemonProcess daemon(config);
  Stored const stored(config.database());
  auto const all_handled = [&] {
    return stored.number("SELECT count(*) FROM articles WHERE handled = 1") >=
           static_cast<std::int64_t>(expected.size());
  };
  ASSERT_TRUE(wait_for(all_handled, std::chrono::seconds{60})) << daemon.log();
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  auto const everyone_polled_twice = [&] {
    auto const polls = polls_by_target(server);
    return polls.size() == feeds.size() && std::ranges::all_of(polls, [](auto const& one) { return one.second >= 2; });
  };
  ASSERT_TRUE(wait_for(everyone_polled_twice, std::chrono::seconds{30})) << daemon.log();
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM deliveries WHERE state = 0") == 0; }));
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0);

  // Each article once, and no other.
  auto const ids = stored.texts("SELECT id FROM articles");
  EXPECT_EQ(ids.size(), expected.size());
  EXPECT_EQ(stored.number("SELECT max(revision) FROM items"), 1);
  std::set<std::string> const stored_ids(ids.begin(), ids.end());
  for (auto const& [id, said] : expected) EXPECT_TRUE(stored_ids.contains(id)) << id;

  // After the first visit nothing but conditional requests.
  std::set<std::string> visited;
  for (Seen const& seen : server.requests()) {
    Captured const& document = archive.documents().at(seen.target);
    bool const first = visited.insert(seen.target).second;
    EXPECT_EQ(seen.header("if-none-match"), first ? "" : document.etag) << document.feed;
  }
  EXPECT_LE(server.most_at_once(), 8U) << "connections_per_host";

  // The watches fired, and show the word they fired on.
  std::map<std::string, int> alerts;
  for (Message const& message : receiver.messages()) {
    EXPECT_TRUE(message.genuine);
    ++alerts[message.watch()];
    json::value const payload = message.json();
    auto const& evidence = payload.at("data").at("evidence").as_array();
    ASSERT_FALSE(evidence.empty()) << message.body;
    std::string const shown(evidence.at(0).at("text").as_string());
    // The Russian word stands there with a capital letter, which folding sees through.
    EXPECT_THAT(shown, testing::HasSubstr(message.watch() == "russian" ? "итата" : words.at(message.watch())));
  }
  for (auto const& [id, word] : words) EXPECT_GT(alerts[id], 0) << word;
  fmt::print(
      "{} feeds, {} readable, {} articles stored and handled in {:.1f} s, {:.1f} s of CPU, {} MiB at most, {} alerts\n",
      feeds.size(), readable, ids.size(), took.count(), static_cast<double>(ended->cpu.count()) / 1000.0,
      ended->most_memory_kib / 1024, receiver.count());
}

}  // namespace
}  // namespace rasid::test

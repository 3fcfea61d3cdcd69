#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

constexpr int kills = 30;
constexpr auto down_from = 9;  // the receiver, between these kills
constexpr auto down_until = 16;
std::vector<std::string> const feeds = {"north", "south", "east"};

/// Publishes stories that all tell something else, so that each one that fires is an alert of its own.
class Newsroom {
 public:
  explicit Newsroom(NewsSite& site) : site_(site) {}

  void publish_some(std::mt19937& random) {
    for (int left = 1 + static_cast<int>(random() % 3); left > 0; --left) publish();
  }

  [[nodiscard]] std::set<std::string> const& published() const { return published_; }
  /// Names of those that must alert.
  [[nodiscard]] std::set<std::string> const& telling() const { return telling_; }

 private:
  void publish() {
    int const number = static_cast<int>(published_.size());
    Story story{fmt::format("story-{}", number), fmt::format("Report {0} of the day, series {0}x{0}", number),
                fmt::format("What happened in part {} of the story…", number), ""};
    switch (number % 3) {
      case 0:  // tells it in the page alone
        story.text = page(number);
        telling_.insert(story.name);
        break;
      case 1:  // tells it in the feed; there is no page
        story.summary = fmt::format("Report {} says that Qaani came to Baghdad for the {}th time.", number, number);
        telling_.insert(story.name);
        break;
      default:
        break;  // tells nothing
    }
    site_.publish(feeds[static_cast<std::size_t>(number) % feeds.size()], story);
    published_.insert(story.name);
  }

  static std::string page(int number) {
    std::string text =
        fmt::format("Reporters of bureau {} were at the airport before dawn and saw the convoy leave.", number);
    for (int i = 0; i < 6; ++i) {
      text += fmt::format(
          "\n\nIn paragraph {} of report {} a witness describes the road, the checkpoints and the weather of the day, "
          "which was dry and hot, and says that nobody explained what the cars were doing there.",
          i, number);
    }
    return text +
           fmt::format("\n\nOfficials confirmed that Esmail Qaani had entered the Green Zone with {} men.", number);
  }

  NewsSite& site_;
  std::set<std::string> published_;
  std::set<std::string> telling_;
};

/// What the messages say, once they are put in order by id.
struct Ledger {
  std::map<std::string, std::set<std::string>> bodies;  // by message id
  std::map<std::string, std::set<std::string>> ids;     // by article URL
  std::set<std::string> accepted;                       // ids that were answered 2xx
  std::size_t repeated = 0;                             // messages beyond the first accepted one of an id
  std::size_t forged = 0;

  explicit Ledger(std::vector<Message> const& messages) {
    for (Message const& message : messages) {
      bodies[message.id].insert(message.body);
      ids[message.article_url()].insert(message.id);
      if (message.accepted && !accepted.insert(message.id).second) ++repeated;
      if (!message.genuine) ++forged;
    }
  }
};

struct Kills : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver receiver{ConfigFolder::secret()};
  Stored stored{config.database()};
  Newsroom newsroom{site};
  std::mt19937 random{std::random_device{}()};

  [[nodiscard]] std::size_t pages_read() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        site.server().requests(), [](Seen const& seen) { return seen.target.ends_with(".html"); }));
  }

  /// Waits for one of: nothing, a poll, a page being read, a message; each is the beginning of another stretch of work.
  void wait_for_stretch(int which) const {
    std::size_t const requests = site.server().requests().size();
    std::size_t const pages = pages_read();
    std::size_t const messages = receiver.count();
    auto const patience = std::chrono::seconds{2};  // a stretch may not come: then the kill falls into a quiet moment
    if (which == 1) (void)wait_for([&] { return site.server().requests().size() > requests; }, patience);
    if (which == 2) (void)wait_for([&] { return pages_read() > pages; }, patience);
    if (which == 3) (void)wait_for([&] { return receiver.count() > messages; }, patience);
  }

  /// A moment nobody has chosen: this is no waiting for something.
  void let_some_time_pass(int most_ms) {
    std::this_thread::sleep_for(std::chrono::microseconds{random() % static_cast<unsigned>(most_ms * 1000)});
  }

  [[nodiscard]] bool all_is_done() const {
    return stored.number("SELECT count(*) FROM articles WHERE handled = 1") ==
               static_cast<std::int64_t>(newsroom.published().size()) &&
           stored.number("SELECT count(*) FROM deliveries WHERE state = 0") == 0;
  }
};

TEST_F(Kills, NothingIsLostAndNothingIsSentUnderTwoIdsHoweverOftenTheDaemonIsKilled) {
  config.write_settings({{"desk", receiver.url(), "timeout: 2s"}});
  config.write_feeds({{"north", site.feed_url("north"), ""},
                      {"south", site.feed_url("south"), ""},
                      {"east", site.feed_url("east"), ""}});
  config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});

  // Long enough for many kills to fall between a message and its record, or into the reading of a page.
  receiver.set_delay(std::chrono::milliseconds{10});
  site.delay_pages(std::chrono::milliseconds{10});
  int amid_articles = 0;    // kills that left articles unhandled
  int amid_deliveries = 0;  // kills that left deliveries under way
  for (int kill = 0; kill < kills; ++kill) {
    receiver.set_down(kill >= down_from && kill < down_until);
    newsroom.publish_some(random);
    DaemonProcess daemon(config);
    wait_for_stretch(kill % 4);
    newsroom.publish_some(random);
    let_some_time_pass(kill % 4 == 0 ? 150 : 40);
    ASSERT_EQ(daemon.kill().signal, SIGKILL) << "it ended by itself: " << daemon.log();
    if (stored.number("SELECT count(*) FROM articles WHERE handled = 0") > 0) ++amid_articles;
    if (stored.number("SELECT count(*) FROM deliveries WHERE leased_until IS NOT NULL") > 0) ++amid_deliveries;
  }
  newsroom.publish_some(random);
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return all_is_done(); }, std::chrono::seconds{40})) << daemon.log();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0);

  // Every article once.
  auto const guids = stored.texts("SELECT guid FROM articles");
  EXPECT_EQ(guids.size(), newsroom.published().size());
  EXPECT_EQ(std::set<std::string>(guids.begin(), guids.end()), newsroom.published());

  // Every alert, each under one id with one body; no other.
  Ledger const ledger(receiver.messages());
  std::set<std::string> told;
  for (auto const& [url, ids] : ledger.ids) EXPECT_EQ(ids.size(), 1U) << url;
  for (auto const& [id, bodies] : ledger.bodies) EXPECT_EQ(bodies.size(), 1U) << id;
  for (std::string const& name : newsroom.telling()) {
    auto const ids = ledger.ids.find(site.page_url(name));
    ASSERT_NE(ids, ledger.ids.end()) << name << " was never told";
    EXPECT_TRUE(ledger.accepted.contains(*ids->second.begin())) << name;
  }
  EXPECT_EQ(ledger.ids.size(), newsroom.telling().size()) << "something was told that must not be";
  EXPECT_EQ(ledger.forged, 0U);
  auto const stored_ids = stored.texts("SELECT id || '_1' FROM alerts");
  EXPECT_EQ(std::set<std::string>(stored_ids.begin(), stored_ids.end()), ledger.accepted);
  fmt::print(
      "{} kills ({} amid articles, {} amid deliveries), {} articles, {} alerts, {} messages, {} of them repeats that "
      "the "
      "receiver had taken\n",
      kills, amid_articles, amid_deliveries, guids.size(), ledger.bodies.size(), receiver.count(), ledger.repeated);
}

}  // namespace
}  // namespace rasid::test

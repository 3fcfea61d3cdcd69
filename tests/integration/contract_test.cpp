// The contract of the outbox, on the real program: thousands of alerts, kill -9 at random moments and inside commits, a
// receiver that is down meanwhile, a torn end of the log, a full disk. RASID_CRASH_KILLS and RASID_CRASH_ALERTS make it
// longer: see tests/integration/README.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/small_disk.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/integration/write_ahead_log.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

int from_environment(char const* name, int otherwise) {
  char const* const text = std::getenv(name);
  return text != nullptr ? std::atoi(text) : otherwise;
}

/// More than a crash may repeat, by the contract.
constexpr std::size_t most_repeats = 256;
constexpr int feeds = 20;

/// What the messages say in the end.
struct Ledger {
  std::map<std::string, std::string> bodies;  // by message id
  std::map<std::string, int> accepted_in;     // the daemon's life in which an id was taken last
  std::map<std::string, std::string> sent;    // the last timestamp of an id
  std::map<int, std::size_t> repeats_after;   // of what an earlier life had delivered, by life
  std::size_t repeats_within_a_life = 0, changed = 0, forged = 0, gone_back = 0;

  void read(std::vector<Message> const& messages, std::vector<std::size_t> const& lives) {
    int life = 0;
    for (std::size_t i = 0; i < messages.size(); ++i) {
      while (life < static_cast<int>(lives.size()) && i >= lives[static_cast<std::size_t>(life)]) ++life;
      Message const& message = messages[i];
      if (!message.genuine) ++forged;
      if (auto const [body, fresh] = bodies.emplace(message.id, message.body); !fresh && body->second != message.body) {
        ++changed;
      }
      std::string& last = sent[message.id];
      if (!last.empty() && std::stoll(message.timestamp) < std::stoll(last)) ++gone_back;
      last = message.timestamp;
      if (!message.accepted) continue;
      if (auto const [before, fresh] = accepted_in.emplace(message.id, life); !fresh) {
        ++(before->second == life ? repeats_within_a_life : repeats_after[life]);
        before->second = life;
      }
    }
  }
};

struct Contract : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver receiver{ConfigFolder::secret()};
  Stored stored{config.database()};
  std::mt19937 random{std::random_device{}()};
  int published = 0;

  void SetUp() override {
    std::vector<FeedLine> lines;
    for (int i = 0; i < feeds; ++i) {
      std::string const name = fmt::format("feed-{}", i);
      lines.push_back({name, site.feed_url(name), "full_text: never"});
    }
    config.write_feeds(lines);
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
    Tuning tuning;
    tuning.retry =
        "{schedule: [0s, 200ms, 500ms], then_every: 500ms, breaker: {probe_after: 200ms, longest_pause: 400ms}}";
    tuning.polling =
        "{interval: 300ms, floor: 50ms, startup_spread: 0s, longest_pause: 500ms, connections_per_host: 8}";
    tuning.log_level = "warning";
    config.write_settings({{"desk", receiver.url(), ""}}, tuning);
  }

  void publish(int count) {
    for (int last = published + count; published < last; ++published) {
      site.publish(fmt::format("feed-{}", published % feeds),
                   {fmt::format("story-{}", published), fmt::format("Report {0} of series {0}x{0}", published),
                    fmt::format("Report {0} says that Qaani came to Baghdad for the {0}th time.", published), ""});
    }
  }
  [[nodiscard]] bool all_is_delivered() const {
    return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == published &&
           stored.number("SELECT count(*) FROM deliveries WHERE state = 1") == published;
  }
};

TEST_F(Contract, LosesNothingAndRepeatsLittleHoweverOftenItIsKilled) {
  int const kills = from_environment("RASID_CRASH_KILLS", 20);
  int const alerts = from_environment("RASID_CRASH_ALERTS", 1'000);
  int amid_articles = 0, amid_deliveries = 0, torn = 0;
  std::vector<std::size_t> lives;  // how many messages had come when each life ended
  for (int kill = 0; kill < kills; ++kill) {
    bool const down = kill >= kills / 3 && kill < kills / 2;
    receiver.set_down(down);
    publish(kill + 1 < kills ? alerts / kills : alerts - published);
    DaemonProcess daemon(config);
    std::size_t const messages = receiver.count();
    // A start takes a tenth of a second or, on a busy machine, one: what is random is how far it gets after that.
    (void)wait_for([&] { return receiver.count() > messages; }, std::chrono::seconds{down ? 1 : 3});
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 200'000});
    if (kill % 2 == 0) wait_for_a_commit(config.database(), 300);
    if (kill % 4 == 0) std::this_thread::sleep_for(std::chrono::microseconds{random() % 300});
    ASSERT_EQ(daemon.kill().signal, SIGKILL) << "it ended by itself: " << daemon.log();
    ASSERT_TRUE(receiver.wait_until_left());
    lives.push_back(receiver.count());
    if (stored.number("SELECT count(*) FROM articles WHERE handled = 0") > 0) ++amid_articles;
    if (stored.number("SELECT count(*) FROM deliveries WHERE leased_until IS NOT NULL") > 0) ++amid_deliveries;
    if (kill % 5 == 4 && spoil_last_frame(config.database())) ++torn;
  }
  receiver.set_down(false);
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return all_is_delivered(); }, std::chrono::seconds{90 + alerts / 50}))
      << published << " published, " << stored.number("SELECT count(*) FROM articles WHERE handled = 1") << " handled, "
      << stored.number("SELECT count(*) FROM deliveries WHERE state = 1") << " delivered\n"
      << daemon.log();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended) << "it did not end: " << daemon.log();
  // Where all was delivered before this life began, the stop may come before the program waits for it.
  ASSERT_TRUE(ended->status == 0 || ended->signal == SIGTERM) << "signal " << ended->signal << "\n" << daemon.log();

  Ledger ledger;
  ledger.read(receiver.messages(), lives);
  std::size_t repeats = 0, most = 0;
  for (auto const& [life, count] : ledger.repeats_after) {
    repeats += count;
    most = std::max(most, count);
    EXPECT_LE(count, most_repeats) << "after crash " << life;
  }
  EXPECT_EQ(ledger.accepted_in.size(), static_cast<std::size_t>(alerts)) << "alerts that arrived";
  EXPECT_EQ(ledger.bodies.size(), static_cast<std::size_t>(alerts)) << "ids that were ever used";
  EXPECT_EQ(ledger.repeats_within_a_life, 0U);
  EXPECT_EQ(ledger.changed, 0U) << "bodies under one id";
  EXPECT_EQ(ledger.forged, 0U);
  EXPECT_EQ(ledger.gone_back, 0U) << "timestamps";
  fmt::print(
      "{} alerts, {} kills ({} amid articles, {} amid deliveries), {} torn logs: 0 lost, {} repeats, at most {} "
      "after one crash; {} messages\n",
      alerts, kills, amid_articles, amid_deliveries, torn, repeats, most, receiver.count());
}

TEST_F(Contract, LosesNothingWhereTheDiskFillsUpAndThereIsSpaceAgain) {
  SmallDisk disk(config.path() / "state", 24U << 20U);
  std::string settings = content_of(config.path() / "rasid.yaml");
  std::string const before = config.database().string();
  settings.replace(settings.find(before), before.size(), (disk.path() / "rasid.db").string());
  config.write("rasid.yaml", settings);
  stored = Stored(disk.path() / "rasid.db");

  DaemonProcess daemon(config);
  publish(100);
  ASSERT_TRUE(wait_for([&] { return all_is_delivered(); })) << daemon.log();
  disk.fill(daemon.id());
  publish(100);
  ASSERT_TRUE(daemon.wait_for_log("stored")) << daemon.log();
  std::size_t const arrived = receiver.count();
  EXPECT_LT(arrived, 200U);
  disk.empty(daemon.id());
  ASSERT_TRUE(wait_for([&] { return all_is_delivered(); }, std::chrono::seconds{40})) << daemon.log();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0);
  Ledger ledger;
  ledger.read(receiver.messages(), {});
  EXPECT_EQ(ledger.accepted_in.size(), 200U);
  EXPECT_EQ(ledger.repeats_within_a_life, 0U) << "nothing twice without a crash";
  fmt::print("full by {}: {} of 200 had arrived before there was space again\n", disk.kind(), arrived);
}

}  // namespace
}  // namespace rasid::test

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "daemon/sinks/local/command_sink.h"
#include "daemon/sinks/local/feed_sink.h"
#include "daemon/sinks/local/file_sink.h"
#include "daemon/sinks/local/journal_sink.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/sinks/deliver_once.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr Timestamp june = std::chrono::sys_days{std::chrono::year{2020} / 6 / 29};

std::size_t files_in(std::filesystem::path const& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(JsonLinesFile, AppendsWholeLines) {
  test::TempFolder const folder;
  JsonLinesFile const file(folder.path() / "a.jsonl", {});
  ASSERT_TRUE(file.append("{\"a\":\n1}", june));
  ASSERT_TRUE(file.append("{}", june));
  EXPECT_EQ(folder.read("a.jsonl"), "{\"a\": 1}\n{}\n");
}

TEST(JsonLinesFile, TakesAwayHalfALineThatACrashLeft) {
  test::TempFolder const folder;
  folder.write("a.jsonl", "{\"type\":\"alert.created\"}\n{\"type\":\"alert.cre");
  ASSERT_TRUE(JsonLinesFile(folder.path() / "a.jsonl", {}).append("{}", june));
  EXPECT_EQ(folder.read("a.jsonl"), "{\"type\":\"alert.created\"}\n{}\n");
}

TEST(JsonLinesFile, TakesNothingAwayThatIsNotItsOwn) {
  test::TempFolder const folder;
  folder.write("a.jsonl", "someone else's");
  ASSERT_TRUE(JsonLinesFile(folder.path() / "a.jsonl", {}).append("{}", june));
  EXPECT_THAT(folder.read("a.jsonl"), testing::StartsWith("someone else's"));
}

TEST(JsonLinesFile, RotatesBySizeAndKeepsTheLatest) {
  test::TempFolder const folder;
  JsonLinesFile const file(folder.path() / "a.jsonl", {.max_size = 30, .keep = 2});
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(file.append("{\"number\": 123456789}", june + i * 1s));
  EXPECT_EQ(files_in(folder.path()), 3U);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "a-20200629T000009Z.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "a-20200629T000001Z.jsonl"));
}

TEST(JsonLinesFile, RotatesAtMidnight) {
  test::TempFolder const folder;
  JsonLinesFile const file(folder.path() / "a.jsonl", {.every = 24h});
  Timestamp const now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  ASSERT_TRUE(file.append("{}", now));
  ASSERT_TRUE(file.append("{}", now));
  EXPECT_EQ(files_in(folder.path()), 1U);
  ASSERT_TRUE(file.append("{}", now + 24h));
  EXPECT_EQ(files_in(folder.path()), 2U);
}

TEST(JsonLinesFile, SaysWhatIsWrong) {
  auto const missing = JsonLinesFile("/nonexistent/a.jsonl", {}).append("{}", june);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, std::errc::no_such_file_or_directory);
  EXPECT_FALSE(JsonLinesFile("/dev/full", {}).append("{}", june)) << "only regular files";
}

TEST(FileSink, WritesThePayload) {
  test::TempFolder const folder;
  SystemClock const clock;
  boost::asio::io_context io;
  FileSink sink({.id = {"desk"}, .path = folder.path() / "alerts.jsonl"}, clock);
  EXPECT_TRUE(delivered(deliver_once(io, sink)));
  EXPECT_EQ(folder.read("alerts.jsonl"), alerts::sample_payload() + "\n");
  FileSink broken({.id = {"desk"}, .path = "/nonexistent/x"}, clock);
  EXPECT_THAT(why(deliver_once(io, broken)), HasSubstr("No such file"));
}

CommandSettings command(std::string const& script, Duration timeout = 10s) {
  return {.id = {"desk"}, .program = {.arguments = {"/bin/sh", "-c", script}}, .timeout = timeout};
}

std::optional<DeliveryResult> run(CommandSettings settings) {
  boost::asio::io_context io;
  CommandSink sink(std::move(settings));
  return deliver_once(io, sink);
}

TEST(CommandSink, GivesThePayloadAndACleanEnvironment) {
  test::TempFolder const folder;
  ::setenv("SECRET_OF_THE_DAEMON", "t0psecret", 1);
  CommandSettings settings = command("cat > input; env > environment; ls -l /proc/self/fd | wc -l > files");
  settings.program.folder = folder.path().string();
  settings.program.environment = {{"TEAM", "desk"}};
  auto const result = run(std::move(settings));
  ASSERT_TRUE(delivered(result)) << why(result);
  EXPECT_EQ(folder.read("input"), alerts::sample_payload() + "\n");
  EXPECT_THAT(folder.read("environment"),
              AllOf(HasSubstr("RASID_MESSAGE=alr_00000000000000000000000000000000_1\n"), HasSubstr("RASID_SINK=desk\n"),
                    HasSubstr("TEAM=desk\n"), Not(HasSubstr("t0psecret"))));
  EXPECT_LE(std::stoi(folder.read("files")), 5) << "the three, and what ls opens itself";
}

TEST(CommandSink, TriesAgainWithTheProgramsLastWords) {
  EXPECT_THAT(why(run(command("echo first; echo 'no such desk' >&2; exit 3"))),
              AllOf(HasSubstr("status 3"), HasSubstr("no such desk"), Not(HasSubstr("first"))));
  EXPECT_THAT(why(run(command("kill -9 $$"))), HasSubstr("signal 9"));
}

TEST(CommandSink, EndsAProgramThatTakesTooLongAndItsChildren) {
  test::TempFolder const folder;
  CommandSettings settings = command("sleep 60 & echo $! > child; sleep 60", 300ms);
  settings.program.folder = folder.path().string();
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_THAT(why(run(std::move(settings))), HasSubstr("did not end within 300ms"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
  pid_t const child = std::stoi(folder.read("child"));
  auto const gone = [&] {
    std::ifstream status("/proc/" + std::to_string(child) + "/stat");
    std::string line;
    std::getline(status, line);
    return line.empty() || line.find(") Z ") != std::string::npos;
  };
  for (int i = 0; i < 1'000 && !gone(); ++i) ::usleep(5'000);
  EXPECT_TRUE(gone());
}

TEST(CommandSink, DoesNotWaitForAChildThatKeepsTheOutputsOpen) {
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(delivered(run(command("sleep 60 & exit 0", 30s))));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(CommandSink, ReadsAllAndKeepsLittleOfWhatAProgramSays) {
  EXPECT_THAT(why(run(command("head -c 3000000 /dev/zero | tr '\\0' x; exit 1"))), SizeIs(testing::Lt(400U)));
}

TEST(CommandSink, SaysWhatCannotBeStarted) {
  EXPECT_THAT(why(run({.id = {"desk"}, .program = {.arguments = {"/nonexistent/notify"}}})),
              AllOf(HasSubstr("/nonexistent/notify"), HasSubstr("No such file")));
}

TEST(JournalFields, HoldWhatAPersonAndAMachineLookFor) {
  auto const fields = journal_fields(alerts::sample_payload(), "alr_1_1");
  EXPECT_THAT(fields, Contains(HasSubstr("MESSAGE=[high] A test")));
  EXPECT_THAT(fields, Contains("PRIORITY=3"));
  EXPECT_THAT(fields, Contains("RASID_MESSAGE=alr_1_1"));
  EXPECT_THAT(fields, Contains("RASID_ACTOR=Esmail Qaani"));
  EXPECT_THAT(fields, Contains("RASID_PLACE=Baghdad, Iraq"));
  EXPECT_TRUE(journal_fields("{}", "x").empty());
}

TEST(JournalSink, TriesAgainWhereThereIsNoJournal) {
  if (::access("/run/systemd/journal/socket", F_OK) == 0) GTEST_SKIP() << "this machine has a journal";
  boost::asio::io_context io;
  JournalSink sink(JournalSettings{.id = {"desk"}});
  EXPECT_THAT(why(deliver_once(io, sink)), HasSubstr("no journal"));
}

alerts::AlertView alert(int number) {
  auto view = alerts::read_payload(alerts::sample_payload()).value();
  std::string const digits = std::to_string(number);
  view.id.replace(view.id.size() - digits.size(), digits.size(), digits);
  return view;
}

std::vector<std::string> ids_in(test::TempFolder const& folder) {
  std::vector<std::string> ids;
  auto const feed = boost::json::parse(folder.read("alerts.json"));
  for (auto const& item : feed.at("items").as_array()) {
    ids.emplace_back(item.at("id").as_string());
  }
  return ids;
}

TEST(AlertFeed, HoldsTheLatestOverARestart) {
  test::TempFolder const folder;
  AlertFeedSettings const settings{.folder = folder.path(), .most = 2};
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(AlertFeed(settings).add(alert(i)));
  EXPECT_THAT(ids_in(folder), ElementsAre("urn:uuid:00000000-0000-0000-0000-000000000003",
                                          "urn:uuid:00000000-0000-0000-0000-000000000002"));
}

TEST(AlertFeed, PutsALaterRevisionInPlaceOfTheEarlier) {
  test::TempFolder const folder;
  AlertFeed const feed({.folder = folder.path()});
  ASSERT_TRUE(feed.add(alert(1)));
  ASSERT_TRUE(feed.add(alert(2)));
  ASSERT_TRUE(feed.add(alert(1)));
  EXPECT_THAT(ids_in(folder), SizeIs(2));
  EXPECT_EQ(files_in(folder.path()), 3U);
}

TEST(AlertFeed, StartsAnewWhereItsFileIsDamaged) {
  test::TempFolder const folder;
  folder.write("alerts.json", "{\"items\": [1, {}, {\"id\": 5}], \"x");
  ASSERT_TRUE(AlertFeed({.folder = folder.path()}).add(alert(1)));
  folder.write("alerts.json", "{\"items\": [1, {}, {\"id\": 5}]}");
  ASSERT_TRUE(AlertFeed({.folder = folder.path()}).add(alert(1)));
}

TEST(FeedSink, WritesTheFiles) {
  test::TempFolder const folder;
  boost::asio::io_context io;
  FeedSink sink({.id = {"desk"}, .feed = {.folder = folder.path(), .url = "https://x.example/feed"}});
  auto const result = deliver_once(io, sink);
  ASSERT_TRUE(delivered(result)) << why(result);
  EXPECT_THAT(folder.read("alerts.atom"),
              HasSubstr("<link rel=\"self\" href=\"https://x.example/feed/alerts.atom\"/>"));
  EXPECT_THAT(folder.read("alerts.rss"), HasSubstr("<pubDate>Mon, 29 Jun 2020 09:12:07 GMT</pubDate>"));
}

}  // namespace
}  // namespace rasid::sinks

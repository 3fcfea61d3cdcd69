#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/alerts/json_text.h"
#include "daemon/sinks/http/http_sink.h"
#include "daemon/sinks/http/preset_files.h"
#include "tests/support/http_server.h"
#include "tests/unit/sinks/deliver_once.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Values = std::map<std::string, std::string>;

std::filesystem::path const golden = std::filesystem::path(RASID_SOURCE_DIR) / "tests/unit/sinks/http/golden";

std::string content(std::filesystem::path const& path) {
  std::ifstream file(path);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// Indented, so that a difference is seen.
std::string pretty(boost::json::value const& value, std::string const& indent = "\n") {
  std::string out;
  if (auto const* object = value.if_object(); object != nullptr && !object->empty()) {
    for (auto const& [name, inner] : *object) {
      out += (out.empty() ? "{" : ",") + indent + "  " + alerts::json_text(boost::json::string(name)) + ": " +
             pretty(inner, indent + "  ");
    }
    return out + indent + "}";
  }
  if (auto const* array = value.if_array(); array != nullptr && !array->empty()) {
    for (auto const& inner : *array) out += (out.empty() ? "[" : ",") + indent + "  " + pretty(inner, indent + "  ");
    return out + indent + "]";
  }
  return alerts::json_text(value);
}

/// A preset's sink against a receiver on loopback. Settings and secrets may hold "HERE" for the receiver's URL.
struct Trial {
  std::string preset;
  Values settings;
  Values secrets;
  std::string payload = alerts::sample_payload();
  std::vector<std::string> log;
  bool allow_private = true;
  Duration timeout{5'000};

  std::optional<DeliveryResult> against(test::HttpServer const& receiver) {
    auto const known = preset_named(preset).value();
    HttpSettings settings_of{.id = {"desk"}, .shape = known.shape, .message = known.message, .timeout = timeout};
    settings_of.allow_private_addresses = allow_private;
    auto const here = [&](std::string value) {
      if (auto const at = value.find("HERE"); at != std::string::npos) value.replace(at, 4, receiver.url(""));
      return value;
    };
    for (PresetKey const& key : known.keys) {
      if (!key.secret) settings_of.message.settings[key.name] = key.fallback;
    }
    for (auto const& [name, value] : settings) settings_of.message.settings[name] = here(value);
    for (auto const& [name, value] : secrets) settings_of.message.secrets[name] = SecretText(here(value));
    boost::asio::io_context io;
    fetch::Fetcher fetcher(io.get_executor(), {.user_agent = "Rasid/test"});
    log::Logger const logger([this](log::Level, std::string_view line) { log.emplace_back(line); });
    HttpSink sink(std::move(settings_of), fetcher, logger);
    store::Delivery delivery = sample_delivery();
    delivery.body = payload;
    return deliver_once(io, sink, delivery, [&] { fetcher.stop(); });
  }
};

struct PresetCase {
  Trial trial;
  char const* method;
  char const* target;
  Values headers;
  test::Reply success;

  friend void PrintTo(PresetCase const& one, std::ostream* out) { *out << one.trial.preset; }
};

std::vector<PresetCase> cases() {
  return {
      {{"slack", {}, {{"url", "HERE/services/T/B/x"}}}, "POST", "/services/T/B/x", {}, {.body = "ok"}},
      {{"slack-bot", {{"server", "HERE/api"}, {"channel", "C024BE91L"}}, {{"token", "xoxb-1"}}},
       "POST",
       "/api/chat.postMessage",
       {{"authorization", "Bearer xoxb-1"}},
       {.body = R"({"ok":true,"channel":"C024BE91L","ts":"1503435956.000247"})"}},
      {{"discord", {}, {{"url", "HERE/api/webhooks/1/t"}}}, "POST", "/api/webhooks/1/t", {}, {.status = 204}},
      {{"teams", {}, {{"url", "HERE/workflows/1?sig=s"}}}, "POST", "/workflows/1?sig=s", {}, {.status = 202}},
      {{"telegram", {{"server", "HERE"}, {"chat_id", "-100123"}, {"thread_id", "5"}}, {{"token", "123:AB"}}},
       "POST",
       "/bot123:AB/sendMessage",
       {},
       {.body = R"({"ok":true,"result":{"message_id":7}})"}},
      {{"matrix", {{"server", "HERE"}, {"room", "!abc:example.org"}}, {{"token", "syt_1"}}},
       "PUT",
       "/_matrix/client/v3/rooms/%21abc%3Aexample.org/send/m.room.message/alr_00000000000000000000000000000000_1",
       {{"authorization", "Bearer syt_1"}},
       {.body = R"({"event_id":"$YUwRidLecu:example.com"})"}},
      {{"mattermost", {{"channel", "town-square"}}, {{"url", "HERE/hooks/x"}}}, "POST", "/hooks/x", {}, {.body = "ok"}},
      {{"ntfy", {{"server", "HERE"}, {"topic", "rasid"}}, {{"token", "tk_1"}}},
       "POST",
       "/",
       {{"authorization", "Bearer tk_1"}},
       {.body = R"({"id":"sPs71M8A2T","time":1643935928,"event":"message","topic":"rasid"})"}},
      {{"gotify", {{"server", "HERE"}}, {{"token", "A1"}}},
       "POST",
       "/message",
       {{"x-gotify-key", "A1"}},
       {.body = R"({"id":25,"appid":5,"message":"x"})"}},
      {{"pushover", {{"server", "HERE"}, {"device", ""}}, {{"token", "a1"}, {"user", "u1"}}},
       "POST",
       "/1/messages.json",
       {},
       {.body = R"({"status":1,"request":"647d2300-702c-4b38-8b2f-d56326ae460b"})"}},
      {{"pagerduty", {{"server", "HERE"}}, {{"routing_key", "r1"}}},
       "POST",
       "/v2/enqueue",
       {},
       {.status = 202, .body = R"({"status":"success","message":"Event processed","dedup_key":"k"})"}},
      {{"opsgenie", {{"server", "HERE"}}, {{"api_key", "g1"}}},
       "POST",
       "/v2/alerts",
       {{"authorization", "GenieKey g1"}},
       {.status = 202, .body = R"({"result":"Request will be processed","took":0.302,"requestId":"43a29c5c"})"}},
      {{"alertmanager", {{"server", "HERE"}}, {}}, "POST", "/api/v2/alerts", {}, {}},
      {{"apprise", {{"server", "HERE"}, {"tag", "desk"}}, {{"key", "k1"}}}, "POST", "/notify/k1", {}, {.body = "ok"}},
  };
}

class EveryPreset : public testing::TestWithParam<PresetCase> {};

TEST_P(EveryPreset, SendsTheRequestOfItsApi) {
  test::HttpServer receiver([](test::Seen const&) { return GetParam().success; });
  Trial trial = GetParam().trial;
  auto const result = trial.against(receiver);
  EXPECT_TRUE(delivered(result)) << why(result);
  ASSERT_EQ(receiver.requests().size(), 1U);
  test::Seen const seen = receiver.requests()[0];
  EXPECT_EQ(seen.method, GetParam().method);
  EXPECT_EQ(seen.target, GetParam().target);
  EXPECT_THAT(seen.header("content-type"), HasSubstr("application/json"));
  for (auto const& [name, value] : GetParam().headers) EXPECT_EQ(seen.header(name), value);
  std::string const body = pretty(boost::json::parse(seen.body)) + "\n";
  auto const path = golden / (trial.preset + ".json");
  if (std::getenv("RASID_WRITE_GOLDEN") != nullptr) std::ofstream(path) << body;
  EXPECT_EQ(body, content(path));
  EXPECT_THAT(trial.log, IsEmpty());
}

TEST_P(EveryPreset, SendsThePlainFormWhereTheOtherIsRefused) {
  int asked = 0;
  test::HttpServer receiver([&](test::Seen const&) {
    return ++asked == 1 ? test::Reply{.status = 400, .body = "invalid_blocks"} : GetParam().success;
  });
  Trial trial = GetParam().trial;
  auto const result = trial.against(receiver);
  EXPECT_TRUE(delivered(result)) << why(result);
  ASSERT_EQ(receiver.requests().size(), 2U);
  EXPECT_NE(receiver.requests()[0].body, receiver.requests()[1].body);
  EXPECT_NO_THROW(boost::json::parse(receiver.requests()[1].body));
  EXPECT_THAT(trial.log, ElementsAre(AllOf(HasSubstr("plain form"), HasSubstr("invalid_blocks"))));
}

TEST_P(EveryPreset, IsTriedAgainWhereTheServerFailsAndTellsNoSecret) {
  std::string said;
  for (auto const& [name, secret] : GetParam().trial.secrets) said += secret.starts_with("HERE") ? "" : secret + " ";
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.status = 503, .body = "down: " + said}; });
  Trial trial = GetParam().trial;
  auto const result = trial.against(receiver);
  ASSERT_TRUE(result && std::holds_alternative<RetryLater>(*result));
  EXPECT_THAT(why(result), AllOf(HasSubstr("HTTP 503"), HasSubstr("down"), Not(HasSubstr("127.0.0.1"))));
  for (auto const& [name, secret] : trial.secrets) EXPECT_THAT(why(result), Not(HasSubstr(secret)));
  EXPECT_EQ(receiver.requests().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(, EveryPreset, testing::ValuesIn(cases()), [](auto const& i) {
  std::string name = i.param.trial.preset;
  std::erase(name, '-');
  return name;
});

TEST(Presets, AreAllReadWithoutAMistakeAndAllTried) {
  std::vector<std::string> tried;
  for (PresetCase const& one : cases()) tried.push_back(one.trial.preset);
  EXPECT_THAT(preset_names(), testing::UnorderedElementsAreArray(tried));
  for (PresetFile const& file : preset_files()) {
    auto const parsed = yaml::parse(std::string(file.name) + ".yaml", file.content);
    ASSERT_TRUE(parsed) << file.name;
    Diagnostics problems;
    Preset const preset = read_preset(*parsed, problems);
    for (Diagnostic const& problem : problems) ADD_FAILURE() << render(problem);
    EXPECT_EQ(preset.name, file.name);
    EXPECT_TRUE(preset.shape.plain) << file.name << " has no plain form to fall back to";
  }
}

struct AnswerCase {
  char const* says;
  char const* preset;
  test::Reply reply;
  char const* why;
  std::optional<Duration> after{};
};
class ApiAnswer : public testing::TestWithParam<AnswerCase> {};

TEST_P(ApiAnswer, IsReadAsTheApiMeansIt) {
  auto const all = cases();
  auto const found = std::ranges::find_if(all, [](auto const& c) { return c.trial.preset == GetParam().preset; });
  ASSERT_NE(found, all.end());
  test::HttpServer receiver([](test::Seen const&) { return GetParam().reply; });
  Trial trial = found->trial;
  auto const result = trial.against(receiver);
  ASSERT_TRUE(result);
  EXPECT_FALSE(delivered(result));
  EXPECT_THAT(why(result), HasSubstr(GetParam().why));
  auto const* later = std::get_if<RetryLater>(&*result);
  EXPECT_EQ(later == nullptr ? std::nullopt : later->after, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    , ApiAnswer,
    testing::Values(
        AnswerCase{"TelegramSaysNoWithTwoHundred",
                   "telegram",
                   {.body = R"({"ok":false,"error_code":403,"description":"Forbidden: bot was kicked"})"},
                   "bot was kicked"},
        AnswerCase{"TelegramAsksForPatience",
                   "telegram",
                   {.status = 429,
                    .body = R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35",)"
                            R"("parameters":{"retry_after":35}})"},
                   "Too Many Requests",
                   35s},
        AnswerCase{
            "DiscordAsksForPartsOfASecond",
            "discord",
            {.status = 429, .body = R"({"message":"You are being rate limited.","retry_after":64.57,"global":false})"},
            "rate limited",
            64'570ms},
        AnswerCase{"DiscordLostItsWebhook",
                   "discord",
                   {.status = 404, .body = R"({"message":"Unknown Webhook","code":10015})"},
                   "Unknown Webhook"},
        AnswerCase{"SlackDoesNotSayOk", "slack", {.body = "no_service"}, "no_service"},
        AnswerCase{
            "SlackAsksForPatience", "slack", {.status = 429, .headers = {{"Retry-After", "30"}}}, "HTTP 429", 30s},
        AnswerCase{"SlackArchivedTheChannel", "slack", {.status = 410, .body = "channel_is_archived"}, "gone"},
        AnswerCase{"SlackBotIsNotInTheChannel",
                   "slack-bot",
                   {.body = R"({"ok":false,"error":"not_in_channel"})"},
                   "not_in_channel"},
        AnswerCase{"MatrixAsksForMilliseconds",
                   "matrix",
                   {.status = 429,
                    .body = R"({"errcode":"M_LIMIT_EXCEEDED","error":"Too many requests","retry_after_ms":2000})"},
                   "Too many requests",
                   2s},
        AnswerCase{"PagerDutyTakesTwoHundredAndTwoOnly", "pagerduty", {.status = 200, .body = "{}"}, "HTTP 200"},
        AnswerCase{"PagerDutyIsBusy", "pagerduty", {.status = 429}, "HTTP 429"},
        AnswerCase{"PushoverSaysNo",
                   "pushover",
                   {.body = R"({"user":"invalid","errors":["user identifier is invalid"],"status":0})"},
                   "user identifier is invalid"},
        AnswerCase{"AppriseHasNothingStored", "apprise", {.status = 204}, "HTTP 204"},
        AnswerCase{"AppriseFailedInPart",
                   "apprise",
                   {.status = 424, .body = R"({"error":"One or more notification could not be sent"})"},
                   "could not be sent"},
        AnswerCase{"OpsgenieKnowsNoKey",
                   "opsgenie",
                   {.status = 403, .body = R"({"message":"You are not authorized"})"},
                   "not authorized"},
        AnswerCase{"ARedirectIsNotFollowed", "ntfy", {.status = 301, .headers = {{"Location", "/x"}}}, "redirects"}),
    [](auto const& i) { return i.param.says; });

TEST(HttpSink, SendsThePlainFormWhereTheTemplateMakesNoJson) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.body = "ok"}; });
  // A severity that nobody knows leaves a hole where a number belongs.
  Trial trial = cases()[2].trial;
  ASSERT_EQ(trial.preset, "discord");
  trial.payload.replace(trial.payload.find("\"high\""), 6, "\"none\"");
  auto const result = trial.against(receiver);
  EXPECT_TRUE(delivered(result)) << why(result);
  ASSERT_EQ(receiver.requests().size(), 1U);
  EXPECT_THAT(receiver.requests()[0].body, HasSubstr("\"content\""));
  EXPECT_THAT(trial.log, ElementsAre(AllOf(HasSubstr("plain form"), HasSubstr("template"))));
}

TEST(HttpSink, DisablesASinkWhoseReceiverIsGone) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.status = 410}; });
  Trial trial = cases()[0].trial;
  auto const result = trial.against(receiver);
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<Gone>(*result));
}

TEST(HttpSink, ReachesNoPrivateAddressUnlessAllowed) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.body = "ok"}; });
  Trial trial = cases()[0].trial;
  trial.allow_private = false;
  EXPECT_FALSE(delivered(trial.against(receiver)));
  EXPECT_THAT(receiver.requests(), IsEmpty());
}

TEST(HttpSink, LeavesAReceiverThatSaysNothingInTime) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.silent = true}; });
  Trial trial = cases()[0].trial;
  trial.timeout = 200ms;
  auto const result = trial.against(receiver);
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<RetryLater>(*result));
}

TEST(HttpSink, TakesAPayloadItCannotReadForDead) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  Trial trial = cases()[0].trial;
  trial.payload = "{}";
  auto const result = trial.against(receiver);
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<Dead>(*result));
  EXPECT_THAT(receiver.requests(), IsEmpty());
}

}  // namespace
}  // namespace rasid::sinks

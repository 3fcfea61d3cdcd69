#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/configuration/read_settings.h"
#include "daemon/sinks/http/preset_files.h"
#include "tests/unit/configuration/folder.h"
#include "tests/unit/configuration/schema.h"

namespace rasid::configuration {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A folder with secrets, and what reading a rasid.yaml in it gives.
struct Folder {
  test::TempFolder folder;
  Diagnostics problems;

  Folder() {
    folder.write("secrets/desk", secret_text);
    folder.write("secrets/token", "t0psecret\n");
    folder.write("secrets/url", "https://hooks.example/services/T/B/x\n");
  }
  Settings read(std::string const& yaml) {
    folder.write("rasid.yaml", yaml);
    return read_settings(folder.path(), problems);
  }
};

struct Example {
  bool good;
  std::string yaml;

  friend void PrintTo(Example const& example, std::ostream* out) { *out << example.yaml; }
};

class SinkFile : public testing::TestWithParam<Example> {};

/// The schema, which editors use, and the reader must not tell a user different things.
TEST_P(SinkFile, IsJudgedAlikeByTheSchemaAndTheReader) {
  Folder folder;
  folder.read(GetParam().yaml);
  std::string const complaints = Schema("rasid").complaints(YAML::Load(GetParam().yaml));
  EXPECT_EQ(complaints.empty(), GetParam().good) << GetParam().yaml << complaints;
  EXPECT_EQ(folder.problems.empty(), GetParam().good) << GetParam().yaml << rendered(folder.problems);
}

Example one(bool good, std::string const& keys) {
  return {good, "sinks: [{id: a, " + keys + "}]\n"};
}

INSTANTIATE_TEST_SUITE_P(
    , SinkFile,
    testing::Values(
        one(true,
            "type: webhook, url: 'https://x.example/', secret_file: secrets/desk, format: cloudevents, source: /r, "
            "headers: {Authorization: {file: secrets/token, prefix: 'Bearer '}}"),
        one(true,
            "type: webhook, url: 'https://x.example/', secret_file: secrets/desk, body: '{\"t\": "
            "\"{{article.title}}\"}', content_type: application/json, text: {most: 100, unit: bytes}"),
        one(false, "type: webhook, url: 'https://x.example/', secret_file: secrets/desk, format: clouds"),
        one(false, "type: webhook, url: 'https://x.example/', secret_file: secrets/desk, headers: {A: {flie: x}}"),
        one(true, "type: slack, url_file: secrets/url"), one(false, "type: slack"),
        one(false, "type: slack, url: 'https://hooks.example/'"),
        one(false, "type: slack, url_file: secrets/url, x: 1"),
        one(true, "type: telegram, chat_id: -100123, token_file: secrets/token, timeout: 5s, allow_private: false"),
        one(false, "type: telegram, token_file: secrets/token"), one(false, "type: telegram, chat_id: 5"),
        one(true, "type: matrix, server: 'https://m.example', room: '!a:m.example', token_file: secrets/token"),
        one(true, "type: ntfy, topic: news"), one(true, "type: alertmanager, server: 'http://a.example:9093'"),
        one(true, "type: pushover, token_file: secrets/token, user_file: secrets/token"),
        one(false, "type: pushover, token_file: secrets/token"),
        one(true,
            "type: http, url: 'https://x.example/{{alert.id}}', method: PUT, body: '{\"t\": \"{{text.plain}}\"}', "
            "headers: {X-A: '{{alert.severity}}'}, settings: {a: b}, secrets: {c: {file: secrets/token}}, "
            "levels: {low: {p: 1}, medium: {p: 2}, high: {p: 3}, critical: {p: 4}}, answer: {success: [200], "
            "retry_unit: ms, gone: 404}, plain: '{}'"),
        one(false, "type: http, url: 'https://x.example/'"), one(false, "type: http, body: '{}'"),
        one(false, "type: http, url: 'https://x.example/', body: '{}', method: GET"),
        one(false, "type: http, url: 'https://x.example/', body: '{}', levels: {low: {p: 1}}"),
        one(false, "type: http, url: 'https://x.example/', body: '{}', answer: {sucess: [200]}"),
        one(true,
            "type: email, host: mail.example, from: Rasid <r@x.example>, to: [a@x.example, b@x.example], reply_to: "
            "c@x.example, user: u, password_file: secrets/token, security: tls, port: 465"),
        one(false, "type: email, host: mail.example, from: r@x.example"),
        one(false, "type: email, from: r@x.example, to: a@x.example"),
        one(false, "type: email, host: mail.example, from: r@x.example, to: a@x.example, security: ssl"),
        one(false, "type: email, host: mail.example, from: r@x.example, to: a@x.example, port: 0"),
        one(true, "type: syslog"), one(true, "type: syslog, path: /run/log, facility: local3, max_size: 2048"),
        one(true,
            "type: syslog, transport: tls, host: log.example, ca_file: ca.pem, hostname: h, app: a, data_id: d@1"),
        one(false, "type: syslog, transport: tcp"), one(false, "type: syslog, host: log.example"),
        one(false, "type: syslog, transport: tcp, host: x.example, path: /dev/log"),
        one(false, "type: syslog, facility: local8"), one(true, "type: journal"), one(false, "type: journal, path: x"),
        one(true, "type: file, path: alerts.jsonl, rotate: {size: 1MiB, every: 24h, keep: 3}"),
        one(false, "type: file"), one(false, "type: file, path: x, rotate: {sise: 1MiB}"),
        one(true, "type: command, command: [/bin/cat, -n], folder: /tmp, environment: {A: b}, timeout: 1s"),
        one(true, "type: command, command: /bin/true"), one(false, "type: command"),
        one(false, "type: command, command: true"),
        one(true, "type: feed, folder: out, title: T, url: 'https://x.example/', items: 5"),
        one(false, "type: feed, folder: out, url: x.example"), one(false, "type: feed, items: 5"),
        one(true,
            "type: mqtt, host: m.example, topic: 'alerts/{{watch.id}}', tls: true, user: u, password_file: "
            "secrets/token, retain: true"),
        one(false, "type: mqtt, host: m.example"), one(false, "type: mqtt, topic: a"),
        one(true, "type: nats, host: n.example, subject: alerts, jetstream: true, token_file: secrets/token"),
        one(false, "type: nats, host: n.example"),
        one(false, "type: nats, host: n.example, subject: a, jetstrem: true")));

TEST(Sinks, OfEveryPresetHaveASchemaWithTheSameKeys) {
  auto const definitions = Schema("rasid").json().at("definitions").as_object();
  for (std::string const& name : sinks::preset_names()) {
    std::string key = name + "_sink";
    std::ranges::replace(key, '-', '_');
    ASSERT_TRUE(definitions.contains(key)) << key;
    auto const& properties = definitions.at(key).at("properties").as_object();
    auto const named = sinks::preset_named(name);
    ASSERT_TRUE(named);
    for (sinks::PresetKey const& preset : named->keys) {
      EXPECT_TRUE(properties.contains(preset.name + (preset.secret ? "_file" : ""))) << name << " " << preset.name;
    }
  }
}

TEST(Sinks, SayWhereATemplateIsWrong) {
  Folder folder;
  folder.read(
      "sinks:\n"
      "  - id: a\n"
      "    type: http\n"
      "    url: https://x.example/\n"
      "    body: |\n"
      "      {\"title\": \"{{artcle.title}}\"}\n");
  EXPECT_THAT(rendered(folder.problems), AllOf(HasSubstr("rasid.yaml:6:20: error: unknown name \"artcle.title\""),
                                               HasSubstr("did you mean \"article.title\"?")));
}

struct MistakeCase {
  char const* says;
  char const* keys;
  char const* message;
};
class Mistake : public testing::TestWithParam<MistakeCase> {};

TEST_P(Mistake, IsNamedWithARemedy) {
  Folder folder;
  folder.read(one(false, GetParam().keys).yaml);
  EXPECT_THAT(rendered(folder.problems), AllOf(HasSubstr("rasid.yaml:1:"), HasSubstr(GetParam().message)));
  EXPECT_THAT(rendered(folder.problems), Not(HasSubstr("t0psecret")));
}

INSTANTIATE_TEST_SUITE_P(
    , Mistake,
    testing::Values(
        MistakeCase{"AnUnknownType", "type: slak", "slack"},
        MistakeCase{"AMisspeltKey", "type: telegram, chat_di: 1, token_file: secrets/token",
                    "did you mean \"chat_id\""},
        MistakeCase{"ASecretFileThatIsNotThere", "type: slack, url_file: secrets/none", "no secret can be read"},
        MistakeCase{"ACredentialThatIsNotThere", "type: slack, url_credential: none", "LoadCredential="},
        MistakeCase{"AUrlThatIsNone", "type: slack, url_file: secrets/token", "the URL must be absolute"},
        MistakeCase{"ABodyThatIsNoJson", "type: http, url: 'https://x.example', body: '{\"a\": {{article.title}}}'",
                    "makes no JSON"},
        MistakeCase{"AHeaderThatFramesTheMessage",
                    "type: http, url: 'https://x.example', body: '{}', headers: {Content-Length: '1'}",
                    "one that the webhook sends itself"},
        MistakeCase{"AnAddressThatIsNone", "type: email, host: x.example, from: nobody, to: a@x.example",
                    "\"nobody\" is not a mail address"},
        MistakeCase{"APasswordInTheClear",
                    "type: email, host: x.example, from: a@x.example, to: a@x.example, security: none, user: u, "
                    "password_file: secrets/token",
                    "unencrypted"},
        MistakeCase{"AUserWithoutAPassword",
                    "type: email, host: x.example, from: a@x.example, to: a@x.example, user: u", "password_file"},
        MistakeCase{"ARelativeCommand", "type: command, command: [notify]", "absolute path"},
        MistakeCase{"AnUnknownFacility", "type: syslog, facility: locale0", "there is no facility"},
        MistakeCase{
            "TwoBodies",
            "type: webhook, url: 'https://x.example/', secret_file: secrets/desk, format: cloudevents, body: '{}'",
            "no body of its own"}),
    [](auto const& i) { return i.param.says; });

TEST(Sinks, ShowNoSecretThatSomebodyWroteIntoTheConfiguration) {
  for (char const* keys :
       {"type: telegram, chat_id: 5, token: t0psecret, x: 1", "type: slack, url: 'https://hooks.example/t0psecret'",
        "type: email, host: h, from: a@x.example, to: a@x.example, user: u, password: t0psecret",
        "type: nats, host: h, subject: s, token: t0psecret"}) {
    Folder folder;
    folder.read(one(false, keys).yaml);
    EXPECT_THAT(rendered(folder.problems),
                AllOf(HasSubstr("a secret does not stand in the configuration"), HasSubstr("_file: secrets/")));
    EXPECT_THAT(rendered(folder.problems), Not(HasSubstr("t0psecret")));
  }
}

TEST(Sinks, TakeTheUsersTimeZone) {
  Folder folder;
  Settings const settings = folder.read("time_zone: Asia/Baghdad\nsinks: [{id: a, type: ntfy, topic: x}]\n");
  EXPECT_THAT(folder.problems, IsEmpty()) << rendered(folder.problems);
  EXPECT_EQ(std::get<sinks::HttpSettings>(settings.sinks[0].kind).message.text.time_zone, "Asia/Baghdad");
  folder.read("time_zone: Asia/Bagdad\n");
  EXPECT_THAT(rendered(folder.problems), HasSubstr("there is no time zone \"Asia/Bagdad\""));
}

}  // namespace
}  // namespace rasid::configuration

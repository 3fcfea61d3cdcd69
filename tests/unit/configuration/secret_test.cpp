#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "daemon/configuration/read_settings.h"
#include "daemon/configuration/secret.h"
#include "tests/unit/configuration/folder.h"

namespace rasid::configuration {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// The middle of secret_text: what must stand in no message.
constexpr char const* core = "MfKQ9r8GKYqrTwjU";

class Secrets : public testing::Test {
 protected:
  void TearDown() override { ::unsetenv("CREDENTIALS_DIRECTORY"); }
  std::vector<sinks::Secret> read(std::string const& keys) {
    problems.clear();
    yaml::File const file = yaml::parse("rasid.yaml", keys).value();
    yaml::MapReader sink(file, file.root, "sink", problems);
    return read_secrets(sink, folder.path());
  }
  std::string said(std::string const& keys) {
    EXPECT_THAT(read(keys), IsEmpty());
    EXPECT_THAT(problems, SizeIs(1));
    return rendered(problems);
  }

  test::TempFolder folder;
  Diagnostics problems;
};

TEST_F(Secrets, AreReadFromFilesRelativeToTheConfigurationOrAbsolute) {
  folder.write("secrets/desk", secret_text + "\r\nnotes\n");
  EXPECT_THAT(read("secret_file: secrets/desk\n"), SizeIs(1));
  EXPECT_THAT(read("secret_file: " + (folder / "secrets/desk").string() + "\n"), SizeIs(1));
  EXPECT_THAT(problems, IsEmpty());
}

TEST_F(Secrets, AreReadFromSystemdCredentials) {
  test::TempFolder const credentials;
  credentials.write("desk", secret_text);
  ::setenv("CREDENTIALS_DIRECTORY", credentials.path().c_str(), 1);
  EXPECT_THAT(read("secret_credential: desk\n"), SizeIs(1));
  EXPECT_THAT(said("secret_credential: other\n"), HasSubstr("cannot be read: No such file"));
  EXPECT_THAT(said("secret_credential: ../desk\n"), HasSubstr("there is no credential \"../desk\""));
}

TEST_F(Secrets, AreAllActiveWhileTheyAreRotated) {
  folder.write("old", secret_text);
  folder.write("new", "whsec_" + std::string(43, 'A') + "=");
  auto const both = read("secret_file: [new, old]\n");
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(both[0].bytes(), std::string(32, '\0'));
}

TEST_F(Secrets, ThatAreMissingAreSaidWithThePlaceAndTheRemedy) {
  std::string const message = said("secret_file: secrets/none\n");
  EXPECT_THAT(message, HasSubstr("rasid.yaml:1:14: error: "));
  EXPECT_THAT(message, HasSubstr("secrets/none cannot be read: No such file or directory"));
  EXPECT_THAT(message, HasSubstr("put one line \"whsec_…\""));
  EXPECT_THAT(said("secret_credential: desk\n"), HasSubstr("add LoadCredential= to the service"));
}

TEST_F(Secrets, ThatAreMalformedAreNeverRepeated) {
  std::string const without_prefix = secret_text.substr(6);
  for (std::string const& content : {without_prefix, secret_text + "!", std::string("whsec_TWZLUTlyOEdLWXFyVHdqVQ=="),
                                     secret_text + secret_text, std::string()}) {
    folder.write("secrets/desk", content);
    std::string const message = said("secret_file: secrets/desk\n");
    EXPECT_THAT(message, HasSubstr("secrets/desk holds no secret: "));
    EXPECT_THAT(message, Not(HasSubstr(core)));
    EXPECT_THAT(message, Not(HasSubstr("TWZLUTlyOEdLWXFyVHdqVQ")));
  }
}

TEST_F(Secrets, ThatAreTooLongToBeOneAreNotReadWhole) {
  folder.write("secrets/desk", std::string(1U << 20U, 'x'));
  EXPECT_THAT(said("secret_file: secrets/desk\n"), HasSubstr("holds no secret"));
}

class SecretsByMistake : public Secrets, public testing::WithParamInterface<std::string> {};

TEST_P(SecretsByMistake, InTheConfigurationItselfAreBlottedOutInEveryMessage) {
  std::string yaml = GetParam();
  yaml.replace(yaml.find("SECRET"), 6, secret_text);
  folder.write("rasid.yaml", yaml);
  read_settings(folder.path(), problems);
  std::string const message = rendered(problems);
  EXPECT_THAT(message, HasSubstr("rasid.yaml:"));
  EXPECT_THAT(message, Not(HasSubstr(core)));
}

INSTANTIATE_TEST_SUITE_P(
    , SecretsByMistake,
    testing::Values("sinks:\n  - {id: a, type: webhook, url: 'https://x.example/', secret: SECRET}\n",
                    "sinks:\n  - {id: a, type: webhook, url: 'https://x.example/', secret_file: SECRET}\n",
                    "sinks:\n  - {id: a, type: webhook, url: 'https://x.example/', secret_credential: SECRET}\n",
                    "sinks:\n  - {id: a, type: SECRET}\n",  //
                    "SECRET: 1\n",                          //
                    "contact: x\n  SECRET: [\n",            //
                    "log_level: 'SECRET'\n"));

TEST(HiddenSecrets, LeaveEverythingElseInItsPlace) {
  Diagnostics problems{{.message = "a", .source_line = "x: whsec_abc, y: whsec_", .remedy = "put whsec_… there"}};
  hide_secrets(problems);
  EXPECT_EQ(problems[0].source_line, "x: whsec_***, y: whsec_");
  EXPECT_EQ(problems[0].remedy, "put whsec_… there");
}

}  // namespace
}  // namespace rasid::configuration

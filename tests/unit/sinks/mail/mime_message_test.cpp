#include "daemon/sinks/mail/mime_message.h"

#include <gmock/gmock.h>

#include "daemon/alerts/sample_payload.h"

namespace rasid::sinks {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(EncodedHeader, LeavesAsciiAlone) {
  EXPECT_EQ(encoded_header("[HIGH] Qaani: in Baghdad"), "[HIGH] Qaani: in Baghdad");
}

TEST(EncodedHeader, MakesWordsOfAtMost75CharactersAndCutsNoLetter) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "قآني ";
  std::string const header = encoded_header(text);
  std::size_t begin = 0;
  while (begin < header.size()) {
    std::size_t const end = std::min(header.find("\r\n ", begin), header.size());
    std::string const word = header.substr(begin, end - begin);
    EXPECT_LE(word.size(), 75U);
    EXPECT_THAT(word, AllOf(testing::StartsWith("=?utf-8?B?"), testing::EndsWith("?=")));
    begin = end + 3;
  }
}

TEST(EncodedHeader, NeverBreaksTheLine) {
  EXPECT_EQ(encoded_header("a\r\nBcc: x@example.org"), "a Bcc: x@example.org");
  EXPECT_THAT(encoded_header("=?utf-8?B?eA==?="), testing::StartsWith("=?utf-8?B?PT91")) << "is not taken for encoded";
}

TEST(MailAddress, IsToldFromWhatIsNone) {
  for (char const* good : {"a@x.example", "Desk <a.b+c@x.example>", "مكتب <a@x.example>"}) {
    EXPECT_TRUE(is_mail_address(good)) << good;
  }
  for (char const* bad : {"", "a", "@x", "a@", "a b@x.example", "a@x.example\r\nBcc: b@x", "<a@x.example", "\"a\"@x"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
  EXPECT_EQ(bare_address("Desk <a@x.example>"), "a@x.example");
}

TEST(MailMessage, LetsNoPartOfAnAlertWriteAHeader) {
  auto alert = alerts::read_payload(alerts::sample_payload()).value();
  alert.title = alert.watch_title = "x\r\nBcc: victim@x.example\r\n\r\nbody";
  std::string const mail = mail_message(alert, "alr_1_1", {.from = "a@x.example", .to = {"b@x.example"}}, {});
  EXPECT_THAT(mail.substr(0, mail.find("\r\n\r\n")), Not(HasSubstr("\r\nBcc:")));
}

}  // namespace
}  // namespace rasid::sinks

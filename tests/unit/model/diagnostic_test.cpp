#include "extractors/model/diagnostic.h"

#include <gtest/gtest.h>

namespace rasid {
namespace {

Diagnostic unknown_actor() {
  return {.severity = Diagnostic::Severity::error,
          .file = "rules.d/x.yaml",
          .line = 4,
          .column = 13,
          .length = 13,
          .message = "unknown actor \"Esmail Qani\"",
          .source_line = "when: actor:\"Esmail Qani\" AND place:Baghdad",
          .remedy = "did you mean \"Esmail Qaani\"?"};
}

TEST(Diagnostic, ShowsFileLineColumnTheLineAndACaretUnderTheMistake) {
  EXPECT_EQ(render(unknown_actor()),
            "rules.d/x.yaml:4:13: error: unknown actor \"Esmail Qani\"\n"
            "  when: actor:\"Esmail Qani\" AND place:Baghdad\n"
            "              ^~~~~~~~~~~~~\n"
            "  did you mean \"Esmail Qaani\"?\n");
}

TEST(Diagnostic, PutsTheCaretUnderTheRightLetterAfterArabicText) {
  Diagnostic d = unknown_actor();
  d.source_line = "قآني AND";
  d.column = 6;
  d.length = 1;
  EXPECT_NE(render(d).find("\n       ^\n"), std::string::npos) << render(d);
}

TEST(Diagnostic, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(render({.file = "feeds.d", .message = "no such folder"}), "feeds.d: error: no such folder\n");
}

TEST(Nearest, OffersTheNamesASlipAway) {
  EXPECT_EQ(nearest("Esmail Qani", {"Esmail Qaani", "Qasem Soleimani", "Esmail Qaani"}),
            std::vector<std::string>{"Esmail Qaani"});
  EXPECT_EQ(nearest("بغدد", {"بغداد", "دمشق"}), std::vector<std::string>{"بغداد"});
  EXPECT_TRUE(nearest("xyz", {"Baghdad"}).empty());
}

TEST(Nearest, CountsTwoSwappedLettersAsOneSlip) {
  EXPECT_EQ(nearest("pal:", {"lap:", "pla:"}), std::vector<std::string>{"pla:"});
}

}  // namespace
}  // namespace rasid

#include "daemon/alerts/alert.h"

#include "daemon/alerts/digest.h"

namespace rasid {
namespace {

/// Single spaces, none at the ends: where a copy differs only in its white space it is still the same story.
std::string words_of(std::string_view folded_text) {
  std::string words;
  words.reserve(folded_text.size());
  for (char const c : folded_text) {
    bool const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace

StoryId story_of(std::string_view folded_text) {
  return {"sty_" + alerts::digest128({"story", words_of(folded_text)})};
}

StoryId story_begun_by(ArticleId const& article) {
  return {"sty_" + alerts::digest128({"story begun by", article.value})};
}

AlertId alert_id(WatchId const& watch, StoryId const& story) {
  return {"alr_" + alerts::digest128({"alert", watch.value, story.value})};
}

}  // namespace rasid

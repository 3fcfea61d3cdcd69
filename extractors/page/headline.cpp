#include "extractors/page/headline.h"

#include <algorithm>

#include "extractors/page/byline.h"
#include "extractors/page/punctuation.h"
#include "extractors/page/quoted_text.h"

namespace rasid::page {
namespace {

constexpr std::size_t most_letters = 400;  // bytes
constexpr std::size_t longest_label = 80;  // bytes

}  // namespace

Headline::Headline(std::string_view title) : letters_(letters_of(title, most_letters)) {}

bool Headline::is(std::string_view text) const {
  bool const near = text.size() * 3 >= letters_.size() * 2 && text.size() <= letters_.size() * 2 + longest_label;
  if (letters_.empty() || !near) return false;
  std::string const letters = letters_of(text, most_letters);
  return letters.size() * 3 >= letters_.size() * 2 && letters_.find(letters) != std::string::npos;
}

bool Headline::opens(std::string_view block) const {
  for (unsigned lines = 0; lines < 3 && !block.empty(); ++lines) {
    std::string_view const line = first_line(block);
    if (is(line)) return true;
    block.remove_prefix(std::min(line.size() + 1, block.size()));
  }
  return false;
}

std::size_t Headline::head_of(std::string_view block) const {
  bool in_head = false;  // the headline or a dateline was seen
  std::size_t head = 0;
  std::size_t at = 0;
  for (unsigned lines = 0; at < block.size(); ++lines) {
    std::string_view const line = first_line(block.substr(at));
    bool const tells = is(line) || is_dateline(line);
    bool const label = line.size() < longest_label && !ends_sentence(line);
    if (!tells && !(label && (in_head || lines < 2))) break;
    in_head = in_head || tells;
    at = std::min(at + line.size() + 1, block.size());
    if (in_head) head = at;
  }
  return head;
}

std::string_view first_line(std::string_view text) noexcept {
  return text.substr(0, text.find('\n'));
}

}  // namespace rasid::page

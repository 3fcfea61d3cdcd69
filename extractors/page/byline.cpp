#include "extractors/page/byline.h"

#include <algorithm>
#include <array>

#include "extractors/model/utf8.h"
#include "extractors/page/punctuation.h"

namespace rasid::page {
namespace {

constexpr std::size_t longest_line = 160;  // bytes
constexpr std::size_t longest_names = 100;

struct Announcement {
  std::string_view word;
  bool needs_colon;  // the word alone begins many a sentence
};

constexpr auto announcements = std::to_array<Announcement>({
    {"By ", false},
    {"by ", false},
    {"BY ", false},
    {"Written by ", false},
    {"Author", true},
    {"Von ", false},
    {"Par ", false},
    {"Por ", false},
    {"مرسلة بواسطة", false},
    {"بواسطة", false},
    {"نشره", true},
    {"توسط", true},
    {"ارسال شده توسط", false},
    {"פורסם על ידי", false},
    {"Опубликовал", true},
    {"Опубликовала", true},
    {"بقلم", false},
    {"كتب", true},
    {"كتبت", true},
    {"كتبه", true},
    {"الكاتب", true},
    {"تحرير", true},
    {"إعداد", true},
    {"اعداد", true},
    {"المصدر", true},
    {"المحرر", true},
    {"تقرير", true},
    {"نویسنده", true},
    {"نوشته", true},
    {"نوشتهٔ ", false},
    {"به قلم", false},
    {"گزارش از", true},
    {"گفت‌وگو از", true},
    {"گفتگو از", true},
    {"خبرنگار", true},
    {"מאת", false},
    {"נכתב על ידי", false},
    {"נכתב על-ידי", false},
    {"כתב", true},
    {"כתבה", true},
    {"Автор", true},
    {"Авторы", true},
    {"Текст", true},
    {"Автор текста", true},
    {"Подготовил", true},
    {"Подготовила", true},
});

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view edges = " \t\n.,:;|-";
  auto const first = text.find_first_not_of(edges);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(edges) - first + 1);
}

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

/// Up to where a line of names goes on with a date or something else.
std::size_t end_of_names(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    CodePoint const c = decode(text, at);
    if (is_digit(c.value) || c.value == '|' || c.value == '(' || c.value == '\n' || c.value == 0xB7) break;
    at += c.bytes;
  }
  // "at the hour of", before a clock
  for (std::string_view const hour : {" בשעה", " الساعة", " ساعت"}) at = std::min(at, text.find(hour));
  return at;
}

/// Digits against all visible characters, and the longest run of digits.
struct Digits {
  unsigned digits = 0;
  unsigned others = 0;
  unsigned run = 0;
  bool clock = false;  // 12:30
};

Digits count_digits(std::string_view text) {
  Digits out;
  unsigned run = 0;
  bool colon = false;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    at += c.bytes;
    if (is_digit(c.value)) {
      ++out.digits;
      out.run = std::max(out.run, ++run);
      out.clock = out.clock || (colon && run == 2);
      continue;
    }
    colon = c.value == ':' && run >= 1 && run <= 2;
    run = 0;
    if (c.value > ' ') ++out.others;
  }
  return out;
}

/// Names begin with a capital where the script has them.
bool may_be_names(std::string_view text) {
  unsigned const first = static_cast<unsigned char>(text.front());
  unsigned const second = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0;
  bool const lower = (first >= 'a' && first <= 'z') || (first == 0xD0 && second >= 0xB0) || first == 0xD1;
  return !lower && text.size() <= longest_names;
}

}  // namespace

std::string byline_in(std::string_view line) {
  if (line.size() > longest_line) return {};
  for (Announcement const& one : announcements) {
    if (!line.starts_with(one.word)) continue;
    std::string_view rest = line.substr(one.word.size());
    bool const space =
        one.word.ends_with(' ') || rest.starts_with(' ') || rest.starts_with(':') || rest.starts_with('/');
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (!space || (one.needs_colon && !rest.starts_with(':') && !rest.starts_with('/'))) continue;
    if (rest.starts_with('/')) rest.remove_prefix(1);
    std::string_view const names = trimmed(rest.substr(0, end_of_names(rest)));
    if (names.empty() || !may_be_names(names)) continue;
    return std::string(names);
  }
  return {};
}

bool is_dateline(std::string_view line) {
  if (line.size() > longest_line || line.find('\n') != std::string_view::npos) return false;
  Digits const found = count_digits(line);
  bool const all_digits = found.digits > 0 && found.others <= 4 && found.digits * 2 >= found.others;
  if (all_digits) return true;
  if (ends_sentence(line)) return false;
  if (!byline_in(line).empty()) return true;
  bool const year = found.run == 4;
  return found.others <= 60 && (found.clock || (year && found.digits * 3 >= found.others));
}

}  // namespace rasid::page

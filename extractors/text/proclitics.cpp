#include "extractors/text/proclitics.h"

#include "extractors/model/utf8.h"

namespace rasid::text {
namespace {

// س (future) stands before verbs only, but a name can follow a typing slip; it is rare enough to cost nothing.
constexpr auto arabic = std::to_array<Proclitic>({
    {"و"},   {"ف"},   {"ب"},         {"ك"},         {"ل"},    {"س"},    {"ال"},   {"لل", true},
    {"وب"},  {"ول"},  {"وك"},        {"فب"},        {"فل"},   {"فك"},   {"وال"},  {"فال"},
    {"بال"}, {"كال"}, {"ولل", true}, {"فلل", true}, {"وبال"}, {"وكال"}, {"فبال"}, {"فكال"},
});

constexpr auto hebrew = std::to_array<Proclitic>({
    {"ו"},        {"ה"},        {"ב", true}, {"ל", true}, {"מ"},        {"ש"},   {"כ", true},  {"וה"},
    {"וב", true}, {"ול", true}, {"ומ"},      {"וש"},      {"וכ", true}, {"שה"},  {"שב", true}, {"של", true},
    {"שמ"},       {"מה"},       {"כש"},      {"לכ"},      {"ומה"},      {"ושה"}, {"וכש"},      {"שמה"},
});

constexpr std::size_t bytes_per_letter = 2;  // of both scripts, once folded

std::span<Proclitic const> proclitics_of(std::string_view word) noexcept {
  if (word.empty()) return {};
  auto const lead = static_cast<unsigned char>(word[0]);
  if (lead >= 0xD8 && lead <= 0xDB) {
    constexpr std::string_view first_letters = "وفبكلسا";  // most words begin with none of them
    return first_letters.find(word.substr(0, bytes_per_letter)) == std::string_view::npos ? std::span<Proclitic const>()
                                                                                          : arabic;
  }
  if (lead == 0xD7) return hebrew;
  return {};
}

bool leaves_enough(std::string_view rest) noexcept {
  constexpr std::size_t plenty = 4 * Proclitics::least_letters_left;  // bytes: no letter has more than four
  return rest.size() >= plenty || code_points(rest, rest.size()) >= Proclitics::least_letters_left;
}

}  // namespace

std::span<Proclitic const> arabic_proclitics() noexcept {
  return arabic;
}

std::span<Proclitic const> hebrew_proclitics() noexcept {
  return hebrew;
}

std::string_view article_before(std::string_view word) noexcept {
  bool const is_hebrew = !word.empty() && static_cast<unsigned char>(word[0]) == 0xD7;
  return is_hebrew ? std::string_view("ה") : std::string_view("ال");
}

Proclitics::Proclitics(std::string_view word) noexcept {
  if (word.size() < (least_letters_left + 1) * bytes_per_letter / 2) return;
  for (Proclitic const& each : proclitics_of(word)) {
    if (count_ == found_.size()) break;
    bool const fits = word.starts_with(each.letters) && leaves_enough(word.substr(each.letters.size()));
    if (fits) found_[count_++] = each;
  }
}

}  // namespace rasid::text

#pragma once

#include <array>
#include <span>
#include <string_view>

namespace rasid::text {

/// Something that may be written together with the word after it, in its folded form.
struct Proclitic {
  std::string_view letters;
  bool hides_article = false;  // the article may be unwritten after it: the alef of ال after ل, the ה after ב, ל, כ
};

/// Every proclitic of a script, shortest first.
[[nodiscard]] std::span<Proclitic const> arabic_proclitics() noexcept;
[[nodiscard]] std::span<Proclitic const> hebrew_proclitics() noexcept;

/// The definite article of the script that a folded word is written in: ה in Hebrew, else ال.
[[nodiscard]] std::string_view article_before(std::string_view word) noexcept;

/// The proclitics that a folded word may begin with: conjunctions, prepositions, the article and their chains in
/// Arabic; ו ה ב ל מ ש כ and their common pairs in Hebrew. Shortest first. Each must leave `least_letters_left`. At
/// most one of them hides an article.
class Proclitics {
 public:
  static constexpr std::size_t least_letters_left = 3;

  explicit Proclitics(std::string_view word) noexcept;

  [[nodiscard]] Proclitic const* begin() const noexcept { return found_.data(); }
  [[nodiscard]] Proclitic const* end() const noexcept { return found_.data() + count_; }

 private:
  std::array<Proclitic, 4> found_;
  std::size_t count_ = 0;
};

}  // namespace rasid::text

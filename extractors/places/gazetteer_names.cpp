#include "extractors/places/gazetteer_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <unicode/uchar.h>

#include "extractors/model/utf8.h"
#include "extractors/text/elisions.h"

namespace rasid::places {
namespace {

using gazetteer::NameRange;

constexpr std::string_view article = "ال";
constexpr std::size_t least_after_article = 6;  // bytes: three Arabic letters

bool is_right_to_left(std::string_view word) {
  auto const lead = word.empty() ? 0U : static_cast<unsigned char>(word[0]);
  return lead >= 0xD6 && lead <= 0xDB;
}

bool is_arabic(std::string_view word) {
  return is_right_to_left(word) && static_cast<unsigned char>(word[0]) >= 0xD8;
}

/// Between the words of one name stand spaces, a hyphen or the point of an abbreviation.
bool joins_words(std::string_view gap) {
  return gap.size() <= 4 &&
         std::ranges::all_of(gap,
                             [](char c) {
                               return c == ' ' || c == '-' || c == '.' || c == '\'' || c == '\n' ||
                                      static_cast<unsigned char>(c) >= 0x80;
                             }) &&
         gap.find("\n\n") == std::string_view::npos && gap.find("،") == std::string_view::npos;
}

class Search {
 public:
  Search(gazetteer::Gazetteer const& gazetteer, text::Document const& document, std::vector<NameHit>& out)
      : gazetteer_(gazetteer), document_(document), tokens_(document.tokens()), out_(out) {}

  void run() {
    for (first_ = 0; first_ < tokens_.size(); ++first_) begin_at_token();
  }

 private:
  void begin_at_token() {
    text::Token const& token = tokens_[first_];
    std::string_view const word = document_.folded(token);
    peeled_ = {};
    skipped_ = 0;
    if (is_right_to_left(word)) return begin_peeling(token);
    if (!begins_a_name(token)) return;
    begin(word, 0);
    if (token.range.size() > word.size()) {
      auto const elisions = text::elisions_of(document_.slice(token.range), word);
      if (elisions.suffix_folded != 0) {
        begin(word.substr(0, word.size() - elisions.suffix_folded), elisions.suffix_original);
      }
    }
  }

  /// The whole word, or else the first reading of it that begins a name.
  void begin_peeling(text::Token const& token) {
    std::string_view const word = document_.folded(token);
    std::size_t const before = out_.size();
    begin(word, 0);
    if (out_.size() != before) return;
    readings_.clear();
    document_.readings(token, readings_);
    for (text::Reading const& reading : readings_) {
      if (reading.peeled.empty() || reading.cut != 0) continue;
      bool const lost_article =
          is_arabic(word) && (reading.peeled.ends_with(article) || reading.peeled.ends_with("لل"));
      if (lost_article && !reading.folded.starts_with(article)) continue;
      peeled_ = reading.peeled;
      skipped_ = reading.skipped;
      begin(reading.folded, 0);
      if (out_.size() != before) return;
    }
  }

  /// A capital, or an article before one: al-Fashir.
  [[nodiscard]] bool begins_a_name(text::Token const& token) const {
    std::string_view const written = document_.slice(token.range);
    auto const first = static_cast<unsigned char>(written[0]);
    bool small = first >= 'a' && first <= 'z';
    if (first >= '0' && first <= '9') return false;
    if (first >= 0x80) small = u_islower(static_cast<UChar32>(decode(written, 0).value)) != 0;
    if (!small) return true;
    static constexpr std::array<std::string_view, 9> articles = {"al", "el", "ar", "as", "ad", "an", "ash", "at", "az"};
    bool const hyphen = token.range.end < document_.text().size() && document_.text()[token.range.end] == '-';
    return hyphen && std::ranges::find(articles, written) != articles.end();
  }

  void begin(std::string_view word, std::uint32_t cut) {
    NameRange const range = gazetteer_.beginning_with(word);
    if (!range.empty()) extend(range, word.size(), first_, cut);
  }

  /// `range`: the names that share their first `bytes` bytes, read up to `token`.
  void extend(NameRange range, std::size_t bytes, std::uint32_t token, std::uint32_t cut) {
    if (auto const whole = gazetteer_.ending(range, bytes)) {
      out_.push_back(
          {*whole, {tokens_[first_].range.begin + skipped_, tokens_[token].range.end - cut}, peeled_, first_, token});
      if (range.end - range.begin == 1) return;
    }
    std::uint32_t const next = token + 1;
    if (cut != 0 || next == tokens_.size() || tokens_[next].sentence != tokens_[token].sentence) return;
    if (!joins_words(document_.slice({tokens_[token].range.end, tokens_[next].range.begin}))) return;
    std::string_view const word = document_.folded(tokens_[next]);
    go_on(range, bytes, next, word, 0);
    if (is_arabic(word)) {
      if (word.starts_with(article) && word.size() >= article.size() + least_after_article) {
        go_on(range, bytes, next, word.substr(article.size()), 0);
      } else {
        go_on(range, bytes, next, std::string(article) + std::string(word), 0);
      }
    } else if (tokens_[next].range.size() > word.size()) {
      auto const elisions = text::elisions_of(document_.slice(tokens_[next].range), word);
      if (elisions.suffix_folded != 0) {
        go_on(range, bytes, next, word.substr(0, word.size() - elisions.suffix_folded), elisions.suffix_original);
      }
    }
  }

  void go_on(NameRange range, std::size_t bytes, std::uint32_t token, std::string_view word, std::uint32_t cut) {
    NameRange const narrower = gazetteer_.going_on(range, bytes, word);
    if (!narrower.empty()) extend(narrower, bytes + 1 + word.size(), token, cut);
  }

  gazetteer::Gazetteer const& gazetteer_;
  text::Document const& document_;
  std::span<text::Token const> tokens_;
  std::vector<NameHit>& out_;
  std::vector<text::Reading> readings_;
  std::uint32_t first_ = 0;
  std::uint32_t skipped_ = 0;
  std::string_view peeled_;
};

}  // namespace

void find_gazetteer_names(gazetteer::Gazetteer const& gazetteer, text::Document const& document,
                          std::vector<NameHit>& out) {
  Search(gazetteer, document, out).run();
}

}  // namespace rasid::places

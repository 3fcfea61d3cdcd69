#include <algorithm>
#include <array>

#include "extractors/names/phrase_table.h"
#include "extractors/text/elisions.h"
#include "extractors/text/proclitics.h"

namespace rasid::names {
namespace {

constexpr std::string_view article = "ال";
constexpr std::size_t least_after_article = 6;  // bytes: three Arabic letters

bool is_arabic(std::string_view word) {
  auto const lead = word.empty() ? 0U : static_cast<unsigned char>(word[0]);
  return lead >= 0xD8 && lead <= 0xDB;
}

/// One word of a path, as it was read.
struct Word {
  std::string_view form;
  bool article = false;  // read with the article before `form`
};

}  // namespace

/// One document's search: the words read so far, and where they began.
class PhraseTable::Search {
 public:
  Search(PhraseTable const& table, text::Document const& document, std::vector<Hit>& out)
      : table_(table), document_(document), tokens_(document.tokens()), out_(out) {}

  void run() {
    for (first_ = 0; first_ < tokens_.size(); ++first_) begin_at_token();
  }

 private:
  void begin_at_token() {
    text::Token const& token = tokens_[first_];
    std::string_view const word = document_.folded(token);
    hits_before_ = out_.size();
    peeled_ = {};
    begin({word}, 0);
    for (text::Proclitic const& each : text::Proclitics(word)) {
      peeled_ = word.substr(0, each.letters.size());
      std::string_view const rest = word.substr(each.letters.size());
      begin({rest}, 0);
      if (each.hides_article) begin({rest, true}, 0);
    }
    text::Elisions const elisions = elisions_at(first_);
    peeled_ = {};
    if (elisions.suffix_folded != 0)
      begin({word.substr(0, word.size() - elisions.suffix_folded)}, elisions.suffix_original);
    if (elisions.prefix_folded != 0) {
      peeled_ = word.substr(0, elisions.prefix_folded);
      begin({word.substr(elisions.prefix_folded)}, 0);
    }
  }

  void begin(Word word, std::uint32_t cut) {
    std::uint64_t const key = combine(table_.seed_, hash(word));
    if (table_.may_begin(key)) extend(first_, 0, key, word, cut);
  }

  /// Follows the table with `word` read from `token` as the path's word number `depth`.
  void extend(std::uint32_t token, std::size_t depth, std::uint64_t key, Word word, std::uint32_t cut) {
    std::uint32_t const value = table_.look_up(key);
    if (value == 0) return;
    path_[depth] = word;
    std::uint32_t const group = value & ~continues;
    if (group != 0) report(group - 1, token, depth + 1, cut);
    bool const ended = cut != 0 || depth + 1 == limit_words || token + 1 == tokens_.size();
    if ((value & continues) == 0 || ended || tokens_[token + 1].sentence != tokens_[token].sentence) return;
    follow(token + 1, depth + 1, key);
  }

  void follow(std::uint32_t token, std::size_t depth, std::uint64_t key) {
    std::string_view const word = document_.folded(tokens_[token]);
    auto const read_as = [&](Word form, std::uint32_t cut) {
      extend(token, depth, combine(key, hash(form)), form, cut);
    };
    read_as({word}, 0);
    if (is_arabic(word)) {
      bool const has_article = word.starts_with(article);
      if (!has_article) read_as({word, true}, 0);
      if (has_article && word.size() >= article.size() + least_after_article) read_as({word.substr(article.size())}, 0);
    } else if (text::Elisions const elisions = elisions_at(token); elisions.suffix_folded != 0) {
      read_as({word.substr(0, word.size() - elisions.suffix_folded)}, elisions.suffix_original);
    }
  }

  void report(std::uint32_t group, std::uint32_t last, std::size_t words, std::uint32_t cut) {
    if (!verify(table_.folded(group), words)) return;
    std::uint32_t const begin = group == 0 ? 0 : table_.member_end_[group - 1];
    std::span<std::uint32_t const> const members(table_.members_.data() + begin, table_.member_end_[group] - begin);
    auto const known = std::span(out_).subspan(hits_before_);
    if (std::ranges::any_of(known, [&](Hit const& hit) { return hit.phrase == members[0] && hit.last_token == last; }))
      return;
    ByteRange const range{tokens_[first_].range.begin + skipped(), tokens_[last].range.end - cut};
    for (std::uint32_t const phrase : members) out_.push_back({phrase, range, peeled_, first_, last});
  }

  [[nodiscard]] bool verify(std::string_view phrase, std::size_t words) const {
    auto const take = [&](std::string_view part) {
      if (!phrase.starts_with(part)) return false;
      phrase.remove_prefix(part.size());
      return true;
    };
    for (std::size_t i = 0; i < words; ++i) {
      if (i != 0 && !take(" ")) return false;
      if (path_[i].article && !take(text::article_before(path_[i].form))) return false;
      if (!take(path_[i].form)) return false;
    }
    return phrase.empty();
  }

  /// Bytes of the original that what was peeled took; asked of hits only, since it reads the word again.
  [[nodiscard]] std::uint32_t skipped() {
    if (peeled_.empty()) return 0;
    readings_.clear();
    document_.readings(tokens_[first_], readings_);
    auto const at = std::ranges::find(readings_, peeled_, &text::Reading::peeled);
    return at == readings_.end() ? 0 : at->skipped;
  }

  [[nodiscard]] std::uint64_t hash(Word word) const {
    return word.article ? table_.hash_with_article(word.form) : table_.hash(word.form);
  }

  [[nodiscard]] text::Elisions elisions_at(std::uint32_t token) const {
    std::string_view const folded = document_.folded(tokens_[token]);
    // Cheap refusal first: the word must be Latin, and longer as written, for its apostrophe to have been dropped.
    if (folded[0] < 'a' || folded[0] > 'z' || tokens_[token].range.size() <= folded.size()) return {};
    return text::elisions_of(document_.slice(tokens_[token].range), folded);
  }

  PhraseTable const& table_;
  text::Document const& document_;
  std::span<text::Token const> tokens_;
  std::vector<Hit>& out_;
  std::array<Word, limit_words> path_;
  std::vector<text::Reading> readings_;
  std::uint32_t first_ = 0;
  std::size_t hits_before_ = 0;
  std::string_view peeled_;
};

void PhraseTable::find(text::Document const& document, std::vector<Hit>& out) const {
  if (!members_.empty()) Search(*this, document, out).run();
}

std::uint64_t PhraseTable::hash_with_article(std::string_view word) const noexcept {
  std::string whole(text::article_before(word));
  whole += word;
  return hash(whole);
}

}  // namespace rasid::names

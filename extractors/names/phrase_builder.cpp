#include "extractors/names/phrase_builder.h"

#include <algorithm>

#include "extractors/names/later_word.h"
#include "extractors/names/phrase_index.h"

namespace rasid::names {
namespace {

constexpr std::size_t slots_used = 5;        // of the eight of a line, on average
constexpr std::size_t words_per_filter = 6;  // first words for each filter of 64 bits
constexpr std::uint32_t none = 0xFFFFFFFF;

/// A row of words that begins a phrase or is one.
struct Row {
  std::uint64_t key = 0;
  std::uint32_t phrase = none;  // that it is; none where it only begins one

  friend auto operator<=>(Row const&, Row const&) = default;
};

/// Where a phrase's codes stand.
struct Coded {
  std::size_t begin = 0;
  std::size_t size = 0;
};

class Builder {
 public:
  Builder(std::uint64_t seed, std::vector<std::uint32_t>& left_out) : seed_(seed), hash_(seed), left_out_(left_out) {}

  void read(std::span<std::string const> phrases) {
    coded_.resize(phrases.size());
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
      std::string const codes = text::code_words(phrases[i]);
      auto const words = static_cast<std::size_t>(std::ranges::count(codes, '\0')) + 1;
      if (codes.empty() || words > limit_words || codes.size() > limit_codes) {
        left_out_.push_back(i);
        continue;
      }
      coded_[i] = {codes_.size(), codes.size()};
      codes_ += codes;
    }
    codes_.append(text::CodedText::padding, '\0');
    for (std::uint32_t i = 0; i < phrases.size(); ++i) add_rows(i);
    std::ranges::sort(rows_);
  }

  PhraseBytes build() {
    settle_rows();
    make_filters();
    PhraseHeader header;
    header.alphabet = text::LetterCodes::get().fingerprint();
    header.seed = seed_;
    header.record_bytes = records_.size();
    header.lines = static_cast<std::uint32_t>(lines_.size());
    header.filters = static_cast<std::uint32_t>(filters_.size());
    header.phrases = static_cast<std::uint32_t>(coded_.size());
    header.longest_run = longest_run_;
    header.left_out = static_cast<std::uint32_t>(left_out_.size());
    std::size_t const lines = lines_.size() * sizeof(SlotLine);
    std::size_t const filters = filters_.size() * sizeof(FirstWords);
    PhraseBytes out(sizeof header + lines + filters + records_.size());
    std::byte* at = out.bytes().data();
    auto const put = [&](void const* from, std::size_t size) {
      if (size != 0) std::memcpy(at, from, size);
      at += size;
    };
    put(&header, sizeof header);
    put(lines_.data(), lines);
    put(filters_.data(), filters);
    put(records_.data(), records_.size());
    return out;
  }

 private:
  void add_rows(std::uint32_t phrase) {
    Coded const coded = coded_[phrase];
    if (coded.size == 0) return;
    std::string_view left = std::string_view(codes_).substr(coded.begin, coded.size);
    std::size_t const first_size = std::min(left.find('\0'), left.size());
    std::uint64_t const first = hash_.word(left.data(), first_size);
    bool const single = first_size == left.size();
    firsts_.push_back({first, single ? 0U : 1U});
    if (single) {
      rows_.push_back({hash_.single(first), phrase});
      return;
    }
    std::uint64_t key = first;
    left.remove_prefix(first_size + 1);
    while (!left.empty()) {
      std::size_t const size = std::min(left.find('\0'), left.size());
      std::size_t const article = article_codes(proclitics_, left.data(), size);
      key = hash_.row(key, hash_.word(left.data() + article, size - article));
      left.remove_prefix(std::min(size + 1, left.size()));
      rows_.push_back({key, left.empty() ? phrase : none});
    }
  }

  /// One slot for each key, in the keys' order, which is that of the lines: no line is gone back to.
  void settle_rows() {
    std::size_t distinct = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) distinct += i == 0 || rows_[i].key != rows_[i - 1].key ? 1U : 0U;
    std::uint64_t const homes = distinct / slots_used + 1;
    lines_.resize(homes);
    std::size_t line = 0;
    std::size_t used = 0;
    for (std::size_t i = 0; i < rows_.size();) {
      std::uint64_t const key = rows_[i].key;
      std::size_t end = i;
      while (end < rows_.size() && rows_[end].key == key) ++end;
      auto const home = static_cast<std::size_t>((key >> 32U) * homes >> 32U);
      if (home > line) {
        line = home;
        used = 0;
      }
      if (used == SlotLine::slots) {
        ++line;
        used = 0;
      }
      if (line == lines_.size()) lines_.emplace_back();
      lines_[line].prints[used] = static_cast<std::uint32_t>(key);
      lines_[line].values[used++] = value_of(std::span(rows_).subspan(i, end - i));
      longest_run_ = std::max(longest_run_, static_cast<std::uint32_t>(line - home + 1));
      i = end;
    }
    lines_.resize(homes + longest_run_ - 1);
  }

  /// Writes the records of the phrases that read alike.
  std::uint32_t value_of(std::span<Row const> alike) {
    bool const continues = alike.back().phrase == none;  // the last in order
    auto const last = std::ranges::find(alike, none, &Row::phrase);
    auto const phrases = alike.first(static_cast<std::size_t>(last - alike.begin()));
    std::uint32_t value = continues ? PhraseIndex::continues : 0;
    std::size_t const taken = std::min(phrases.size(), limit_namesakes);
    for (Row const& each : phrases.subspan(taken)) left_out_.push_back(each.phrase);
    if (taken != 0) value |= static_cast<std::uint32_t>(records_.size() / PhraseIndex::record_step + 1);
    for (std::size_t i = 0; i < taken; ++i) {
      Coded const coded = coded_[phrases[i].phrase];
      std::uint32_t const number = phrases[i].phrase | (i + 1 == taken ? PhraseRecord::is_last : 0);
      auto const size = static_cast<std::uint16_t>(coded.size);
      std::size_t const at = records_.size();
      std::size_t const bytes = (PhraseRecord::head + coded.size + PhraseIndex::record_step - 1) /
                                PhraseIndex::record_step * PhraseIndex::record_step;
      records_.resize(at + bytes);
      std::memcpy(records_.data() + at, &number, sizeof number);
      std::memcpy(records_.data() + at + sizeof number, &size, sizeof size);
      std::memcpy(records_.data() + at + PhraseRecord::head, codes_.data() + coded.begin, coded.size);
    }
    return value;
  }

  void make_filters() {
    std::ranges::sort(firsts_);
    firsts_.erase(std::ranges::unique(firsts_).begin(), firsts_.end());
    filters_.resize(firsts_.size() / words_per_filter + 1);
    for (auto const& [hash, longer] : firsts_) {
      FirstWords& filter = filters_[(hash >> 32U) * filters_.size() >> 32U];
      filter.bits |= longer != 0 ? FirstWords::longer(hash) : FirstWords::single(hash);
    }
  }

  std::uint64_t seed_;
  WordHash hash_;
  text::ProcliticCodes const& proclitics_ = text::ProcliticCodes::get();
  std::vector<std::uint32_t>& left_out_;
  std::string codes_;
  std::vector<Coded> coded_;  // by phrase
  std::vector<Row> rows_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> firsts_;  // first words' hashes; whether others follow
  std::vector<SlotLine> lines_;
  std::vector<FirstWords> filters_;
  std::vector<std::byte> records_;
  std::uint32_t longest_run_ = 1;
};

}  // namespace

PhraseBytes build_phrases(std::span<std::string const> phrases, std::uint64_t seed,
                          std::vector<std::uint32_t>& left_out) {
  Builder builder(seed, left_out);
  builder.read(phrases);
  return builder.build();
}

}  // namespace rasid::names

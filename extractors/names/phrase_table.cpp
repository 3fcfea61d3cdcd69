#include "extractors/names/phrase_table.h"

#include <algorithm>

#include "extractors/names/phrase_index.h"
#include "extractors/names/phrase_search.h"

namespace rasid::names {

/// One built table, its own or another's bytes.
struct PhraseTable::Layer {
  std::optional<PhraseBytes> own;
  PhraseIndex index;

  static Layer built(std::span<std::string const> phrases, std::uint64_t seed, std::vector<std::uint32_t>& left_out) {
    Layer out;
    out.own = build_phrases(phrases, seed, left_out);
    out.index = PhraseIndex::open(out.own->bytes()).value();
    return out;
  }
};

PhraseTable::PhraseTable(std::span<std::string const> phrases, std::uint64_t seed)
    : taken_out_(std::make_shared<std::vector<std::uint32_t>>()) {
  auto left_out = std::make_shared<std::vector<std::uint32_t>>();
  built_ = std::make_shared<Layer>(Layer::built(phrases, seed, *left_out));
  left_out_ = std::move(left_out);
}

Result<PhraseTable> PhraseTable::open(std::span<std::byte const> bytes) {
  Result<PhraseIndex> index = PhraseIndex::open(bytes);
  if (!index) return std::unexpected(index.error());
  PhraseTable out;
  out.built_ = std::make_shared<Layer>(Layer{std::nullopt, *index});
  out.taken_out_ = out.left_out_ = std::make_shared<std::vector<std::uint32_t>>();
  return out;
}

std::span<std::byte const> PhraseTable::serialised() const noexcept {
  return built_->index.bytes();
}

PhraseTable PhraseTable::with(std::span<std::string const> more) const {
  PhraseTable out = *this;
  auto phrases = added_phrases_ ? std::make_shared<std::vector<std::string>>(*added_phrases_)
                                : std::make_shared<std::vector<std::string>>();
  phrases->insert(phrases->end(), more.begin(), more.end());
  std::uint32_t const before = built_->index.header().phrases;
  std::vector<std::uint32_t> added_left_out;
  out.added_ = std::make_shared<Layer>(Layer::built(*phrases, built_->index.header().seed, added_left_out));
  auto left_out = std::make_shared<std::vector<std::uint32_t>>(*left_out_);
  std::erase_if(*left_out, [&](std::uint32_t each) { return each >= before; });
  for (std::uint32_t const each : added_left_out) left_out->push_back(before + each);
  out.added_phrases_ = std::move(phrases);
  out.left_out_ = std::move(left_out);
  return out;
}

PhraseTable PhraseTable::without(std::span<std::uint32_t const> phrases) const {
  PhraseTable out = *this;
  auto taken_out = std::make_shared<std::vector<std::uint32_t>>(*taken_out_);
  taken_out->insert(taken_out->end(), phrases.begin(), phrases.end());
  std::ranges::sort(*taken_out);
  taken_out->erase(std::ranges::unique(*taken_out).begin(), taken_out->end());
  out.taken_out_ = std::move(taken_out);
  return out;
}

void PhraseTable::find(text::Document const& document, std::vector<Hit>& out) const {
  search(document.coded(), document.text(), document.tokens(), out);
}

void PhraseTable::find(text::CodedText const& coded, std::string_view utf8, std::vector<Hit>& out) const {
  search(coded, utf8, {}, out);
}

void PhraseTable::search(text::CodedText const& coded, std::string_view utf8, std::span<text::Token const> tokens,
                         std::vector<Hit>& out) const {
  std::vector<Found> found;
  PhraseSearch(built_->index, coded, utf8, found).run();
  if (added_) {
    std::size_t const before = found.size();
    PhraseSearch(added_->index, coded, utf8, found).run();
    for (Found& each : std::span(found).subspan(before)) each.hit.phrase += built_->index.header().phrases;
  }
  std::erase_if(found, [&](Found const& each) {
    Hit const& hit = each.hit;
    bool const two_sentences = !tokens.empty() && tokens[hit.first_token].sentence != tokens[hit.last_token].sentence;
    return two_sentences || std::ranges::binary_search(*taken_out_, hit.phrase);
  });
  auto const place = [](Found const& each) {
    return std::tuple(each.hit.first_token, each.hit.phrase, each.hit.last_token);
  };
  std::ranges::sort(found, {},
                    [&](Found const& each) { return std::tuple_cat(place(each), std::tuple(each.reading)); });
  found.erase(std::ranges::unique(found, {}, place).begin(), found.end());
  for (Found const& each : found) out.push_back(each.hit);
}

std::uint32_t PhraseTable::phrases() const noexcept {
  return built_->index.header().phrases + (added_ ? added_->index.header().phrases : 0);
}

std::size_t PhraseTable::bytes() const noexcept {
  return built_->index.bytes().size() + (added_ ? added_->index.bytes().size() : 0);
}

std::size_t PhraseTable::hot_bytes() const noexcept {
  return built_->index.hot_bytes() + (added_ ? added_->index.hot_bytes() : 0);
}

}  // namespace rasid::names

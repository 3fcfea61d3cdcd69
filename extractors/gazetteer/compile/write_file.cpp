#include "extractors/gazetteer/compile/write_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "extractors/gazetteer/checksum.h"
#include "extractors/gazetteer/layout.h"
#include "extractors/gazetteer/word_hash.h"
#include "extractors/text/fold.h"

namespace rasid::gazetteer {
namespace {

constexpr std::size_t most_words = 16;
constexpr std::size_t most_name_bytes = 512;
constexpr std::size_t most_key_bytes = 64;
constexpr double millionths = 1e6;

/// Small letters, digits and single dashes.
std::string slug(std::string_view text) {
  std::string out;
  for (char const c : text::fold(text)) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

/// "mosul-99072", "texas-us-tx", "france": what a key is made of does not change from one edition to the next.
std::string key_of(SourcePlace const& place) {
  std::string const name = slug(place.ascii).empty() ? "place" : slug(place.ascii);
  std::string code;
  if (place.id != 0) {
    code = fmt::format("-{}", place.id);
  } else if (place.kind != Kind::country) {
    code = "-" + slug(place.country + " " + place.first + " " + place.second);
  }
  std::string out = name.substr(0, most_key_bytes - std::min(code.size(), most_key_bytes - 8));
  while (out.ends_with('-')) out.pop_back();
  return (out + code).substr(0, most_key_bytes);
}

std::string region_code(SourcePlace const& place, Kind level) {
  std::string out = place.country;
  if (level != Kind::country) out += "." + place.first;
  if (level == Kind::county) out += "." + place.second;
  return out;
}

/// Strings, each kept once.
class Texts {
 public:
  std::uint32_t add(std::string_view text) {
    auto const [at, is_new] = known_.try_emplace(std::string(text), static_cast<std::uint32_t>(bytes_.size()));
    if (is_new) bytes_ += text;
    return at->second;
  }
  [[nodiscard]] std::string const& bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

struct Bearing {
  std::string folded;
  std::uint32_t place = 0;
  SourceName name;
};

std::uint8_t language_index(std::string_view language) {
  auto const at = std::ranges::find(languages, language);
  return at == languages.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(at - languages.begin());
}

class Writer {
 public:
  Writer(std::vector<SourcePlace> places, std::unordered_set<std::string> const& words) : words_(words) {
    std::map<std::string, SourcePlace> by_key;
    for (SourcePlace& place : places) {
      std::string key = key_of(place);
      by_key.try_emplace(std::move(key), std::move(place));
    }
    for (auto& [key, place] : by_key) {
      keys_.push_back(key);
      places_.push_back(std::move(place));
    }
  }

  std::string write(std::string_view notice, std::function<void(double)> const& part) {
    index_regions();
    for (std::uint32_t i = 0; i < places_.size(); ++i) add_place(i);
    if (part) part(0.3);
    collect_names();
    if (part) part(0.6);
    add_names();
    if (part) part(0.8);
    add_tables();
    return assembled(notice);
  }

 private:
  void index_regions() {
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      if (places_[i].id == 0) regions_.emplace(region_code(places_[i], places_[i].kind), i);
    }
  }

  /// The smallest region that holds the place and is larger than it.
  [[nodiscard]] std::uint32_t container(SourcePlace const& place) const {
    for (Kind const level : {Kind::county, Kind::province, Kind::country}) {
      if (level >= place.kind) continue;
      if (auto const found = regions_.find(region_code(place, level)); found != regions_.end()) return found->second;
    }
    return nowhere;
  }

  void add_place(std::uint32_t index) {
    SourcePlace const& place = places_[index];
    PlaceRow row{.id = place.id,
                 .latitude = static_cast<std::int32_t>(std::lround(place.latitude * millionths)),
                 .longitude = static_cast<std::int32_t>(std::lround(place.longitude * millionths)),
                 .population = static_cast<std::uint32_t>(std::min<std::uint64_t>(place.population, 0xFFFF'FFFF)),
                 .within = container(place),
                 .key = texts_.add(keys_[index]),
                 .label = texts_.add(place.label.substr(0, most_name_bytes)),
                 .key_size = static_cast<std::uint16_t>(keys_[index].size()),
                 .label_size = static_cast<std::uint16_t>(std::min(place.label.size(), most_name_bytes)),
                 .kind = place.kind,
                 .seat = place.seat};
    if (place.country.size() == 2) row.country = {place.country[0], place.country[1]};
    rows_.push_back(row);
  }

  /// Every name once for each place that bears it: by the best there is of labels, languages and others.
  void collect_names() {
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      for (SourceName& name : places_[i].names) {
        std::string folded = text::fold(name.text);
        auto const words = static_cast<std::size_t>(std::ranges::count(folded, ' ')) + 1;
        bool const usable = !folded.empty() && words <= most_words && name.text.size() <= most_name_bytes;
        if (usable) bearings_.push_back({std::move(folded), i, std::move(name)});
      }
    }
    auto const order = [](Bearing const& b) {
      return std::tuple<std::string_view, std::uint32_t, std::uint8_t, std::uint8_t, std::string_view>(
          b.folded, b.place, b.name.how, language_index(b.name.language), b.name.text);
    };
    std::ranges::sort(bearings_, {}, order);
    auto const again = std::ranges::unique(
        bearings_, [](Bearing const& a, Bearing const& b) { return a.place == b.place && a.folded == b.folded; });
    bearings_.erase(again.begin(), again.end());
  }

  void add_names() {
    for (Bearing const& each : bearings_) {
      if (names_.empty() || last_name_ != each.folded) {
        last_name_ = each.folded;
        names_.push_back({.text = texts_.add(each.folded),
                          .size = static_cast<std::uint16_t>(each.folded.size()),
                          .words = static_cast<std::uint8_t>(std::ranges::count(each.folded, ' ') + 1),
                          .flags = words_.contains(each.folded) ? name_is_word : std::uint8_t{0}});
        note_first_word(each.folded);
      }
      bearers_.push_back({.place = each.place,
                          .written = texts_.add(each.name.text),
                          .written_size = static_cast<std::uint16_t>(each.name.text.size()),
                          .language = language_index(each.name.language),
                          .how = each.name.how});
      names_.back().bearers_end = static_cast<std::uint32_t>(bearers_.size());
    }
  }

  void note_first_word(std::string_view folded) {
    auto const index = static_cast<std::uint32_t>(names_.size() - 1);
    std::string_view const word = folded.substr(0, folded.find(' '));
    if (first_words_.empty() || first_words_.back().first != word)
      first_words_.emplace_back(word, FirstWord{index, index});
    first_words_.back().second.end = index + 1;
  }

  void add_tables() {
    slots_.assign(std::bit_ceil(first_words_.size() * 2 + 2), {});
    filter_.assign(std::bit_ceil(first_words_.size() / 4 + 1), 0);  // 16 bits a word and more
    for (auto const& [word, range] : first_words_) {
      std::uint64_t const hash = word_hash(word);
      std::size_t at = slot_of(hash, slots_.size());
      while (slots_[at].begin != slots_[at].end) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = range;
      filter_[filter_word(hash, filter_.size())] |= filter_bit(hash);
    }
  }

  [[nodiscard]] std::string assembled(std::string_view notice) const {
    std::array<Section, section_count> sections;
    std::string out(sizeof(Header) + sizeof sections, '\0');
    auto const add = [&](SectionId id, void const* begin, std::size_t bytes) {
      out.resize((out.size() + 7) / 8 * 8);
      sections[static_cast<std::size_t>(id)] = {out.size(), bytes};
      out.append(static_cast<char const*>(begin), bytes);
    };
    auto const add_rows = [&](SectionId id, auto const& rows) { add(id, rows.data(), rows.size() * sizeof rows[0]); };
    add_rows(SectionId::places, rows_);
    add_rows(SectionId::names, names_);
    add_rows(SectionId::bearers, bearers_);
    add_rows(SectionId::first, slots_);
    add_rows(SectionId::filter, filter_);
    add_rows(SectionId::texts, texts_.bytes());
    add_rows(SectionId::notice, notice);
    std::memcpy(out.data() + sizeof(Header), sections.data(), sizeof sections);
    Header const header{.magic = magic,
                        .version = format_version,
                        .sections = section_count,
                        .file_bytes = out.size(),
                        .checksum = checksum(std::string_view(out).substr(sizeof(Header)))};
    std::memcpy(out.data(), &header, sizeof header);
    return out;
  }

  std::unordered_set<std::string> const& words_;
  std::vector<std::string> keys_;  // ascending
  std::vector<SourcePlace> places_;
  std::unordered_map<std::string, std::uint32_t> regions_;  // by code
  std::vector<Bearing> bearings_;
  std::string last_name_;
  std::vector<std::pair<std::string, FirstWord>> first_words_;
  Texts texts_;
  std::vector<PlaceRow> rows_;
  std::vector<NameRow> names_;
  std::vector<BearerRow> bearers_;
  std::vector<FirstWord> slots_;
  std::vector<std::uint64_t> filter_;
};

}  // namespace

std::string lay_out(std::vector<SourcePlace> places, std::unordered_set<std::string> const& words,
                    std::string_view notice, std::function<void(double)> const& part) {
  return Writer(std::move(places), words).write(notice, part);
}

}  // namespace rasid::gazetteer

#include "extractors/gazetteer/compile/compile.h"

#include <charconv>
#include <fstream>
#include <unordered_map>

#include "extractors/gazetteer/compile/geonames_table.h"
#include "extractors/gazetteer/compile/message_catalogue.h"
#include "extractors/gazetteer/compile/notice.h"
#include "extractors/gazetteer/compile/read_whole.h"
#include "extractors/gazetteer/compile/regions.h"
#include "extractors/gazetteer/compile/script.h"
#include "extractors/gazetteer/compile/subdivisions.h"
#include "extractors/gazetteer/compile/word_list.h"
#include "extractors/gazetteer/compile/write_file.h"
#include "extractors/text/fold.h"

namespace rasid::gazetteer {
namespace {

// How the work is spread, roughly.
constexpr double settlements_read = 0.2;
constexpr double labels_read = 0.35;
constexpr double regions_made = 0.45;

class Compilation {
 public:
  Compilation(Sources const& sources, std::function<void(double)> const& progress)
      : sources_(sources), progress_(progress) {}

  Result<Compiled> run() {
    if (auto const read = read_settlements(); !read) return std::unexpected(read.error());
    add_labels();
    show(labels_read);
    if (auto const made = add_regions(); !made) return std::unexpected(made.error());
    show(regions_made);
    std::unordered_set<std::string> words;
    for (auto const& dictionary : sources_.dictionaries) {
      if (auto const text = optional(dictionary)) add_words(*text, words);
    }
    out_.bytes = lay_out(std::move(places_), words, notice(),
                         [this](double part) { show(regions_made + (1 - regions_made) * part); });
    show(1);
    return std::move(out_);
  }

 private:
  void show(double part) const {
    if (progress_) progress_(part);
  }

  /// A source that can be done without.
  std::optional<std::string> optional(std::filesystem::path const& file) {
    auto text = read_whole(file);
    if (text) return *std::move(text);
    out_.missing.push_back(file.string());
    return std::nullopt;
  }

  Result<> read_settlements() {
    auto const file = sources_.settlements();
    std::error_code error;
    auto const size = static_cast<double>(std::filesystem::file_size(file, error));
    std::ifstream in(file, std::ios::binary);
    if (error || !in) {
      return std::unexpected(
          Error{error ? error : std::make_error_code(std::errc::io_error), "reading " + file.string()});
    }
    double done = 0;
    auto read = read_geonames_table(in, [&](std::size_t bytes) {
      done += static_cast<double>(bytes);
      show(settlements_read * std::min(1.0, done / size));
    });
    if (!read) return std::unexpected(read.error());
    places_ = *std::move(read);
    return {};
  }

  void add_labels() {
    std::unordered_map<std::uint32_t, std::size_t> by_id;
    for (std::size_t i = 0; i < places_.size(); ++i) by_id.emplace(places_[i].id, i);
    for (std::string_view const language : languages) {
      if (language.empty()) continue;
      auto const bytes = read_whole(sources_.locales / language / "LC_MESSAGES" / "geonames.mo");
      if (!bytes) {
        if (language == "en") out_.missing.push_back(bytes.error().doing);
        continue;
      }
      std::ignore = read_message_catalogue(*bytes, [&](std::string_view id, std::string_view name) {
        std::uint32_t number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        auto const found = by_id.find(number);
        bool const fits = script_of(name) == script_of_language(language);
        if (found == by_id.end() || !fits) return;
        places_[found->second].names.push_back({std::string(name), std::string(language), bears_in_language});
      });
    }
  }

  Result<> add_regions() {
    RegionNames names;
    for (int const level : {1, 2}) {
      auto const text = optional(sources_.regions(level));
      if (!text) continue;
      if (auto const read = read_region_names(*text, names); !read) return read;
    }
    std::vector<SourcePlace> regions = make_regions(places_, names);
    if (auto const text = optional(sources_.iso_codes / "iso_3166-2.json")) {
      auto const subdivisions = read_subdivisions(*text);
      if (!subdivisions) return std::unexpected(subdivisions.error());
      name_provinces(regions, *subdivisions, sources_.locales);
    }
    name_after_towns(regions);
    std::ranges::move(regions, std::back_inserter(places_));
    return {};
  }

  /// A province that is called like the largest of its towns that bear its name is called like it in other languages
  /// too: نينوى is not, but حلب is.
  void name_after_towns(std::vector<SourcePlace>& regions) const {
    auto const slot = [](SourcePlace const& place) {
      return place.country + "." + place.first + "=" + text::fold(place.label);
    };
    std::unordered_map<std::string, SourcePlace const*> towns;
    for (SourcePlace const& place : places_) {
      if (place.kind == Kind::district || place.first.empty()) continue;
      SourcePlace const*& largest = towns[slot(place)];
      if (largest == nullptr || largest->population < place.population) largest = &place;
    }
    for (SourcePlace& region : regions) {
      if (region.kind != Kind::province) continue;
      auto const town = towns.find(slot(region));
      if (town == towns.end()) continue;
      for (SourceName const& name : town->second->names) {
        if (name.how == bears_in_language) region.names.push_back(name);
      }
    }
  }

  Sources const& sources_;
  std::function<void(double)> const& progress_;
  std::vector<SourcePlace> places_;
  Compiled out_;
};

}  // namespace

Result<Compiled> compile(Sources const& sources, std::function<void(double)> const& progress) {
  return Compilation(sources, progress).run();
}

}  // namespace rasid::gazetteer

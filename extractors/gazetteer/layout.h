#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// How a compiled gazetteer lies on the disk (version 1). All numbers are little-endian, every section begins at a
/// multiple of 8 bytes, and all of them together fill the file:
///
///     Header                       64 bytes, then one Section (offset, bytes) for each section in this order:
///     places     PlaceRow[]        ascending by key, bytewise
///     names      NameRow[]         distinct folded names, ascending bytewise
///     bearers    BearerRow[]       those of one name after those of the name before it
///     first      FirstWord[]       hash table over the first words of the names: 2^n slots, linear probing
///     filter     u64[]             2^m words: one bit for each hash of a first word
///     texts      bytes             UTF-8, that rows point into; nothing is terminated
///     notice     bytes             UTF-8: sources, attribution, date of the data; for people
///
/// The checksum is taken over everything after the header (checksum.h).
namespace rasid::gazetteer {

static_assert(std::endian::native == std::endian::little, "the file is used as it lies on the disk");

inline constexpr std::array<char, 8> magic = {'R', 'A', 'S', 'I', 'D', 'G', 'A', 'Z'};
inline constexpr std::uint32_t format_version = 1;

enum class SectionId : std::uint32_t { places, names, bearers, first, filter, texts, notice };
inline constexpr std::size_t section_count = 7;

struct Section {
  std::uint64_t offset = 0;  // from the file's begin
  std::uint64_t bytes = 0;
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t sections = 0;  // how many
  std::uint64_t file_bytes = 0;
  std::uint64_t checksum = 0;
  std::array<std::uint64_t, 4> reserved{};  // zero
};
static_assert(sizeof(Header) == 64);

/// What a place is, from the largest to the smallest: a place lies only within one of a smaller number.
enum class Kind : std::uint8_t { country, province, county, city, town, village, district };
inline constexpr std::array<std::string_view, 7> kind_names = {"country", "province", "county",  "city",
                                                               "town",    "village",  "district"};

inline constexpr std::uint32_t nowhere = 0xFFFF'FFFF;

struct PlaceRow {
  std::uint32_t id = 0;       // GeoNames; 0 for countries and regions
  std::int32_t latitude = 0;  // millionths of a degree, WGS 84
  std::int32_t longitude = 0;
  std::uint32_t population = 0;    // 0 where unknown
  std::uint32_t within = nowhere;  // index of the next larger place
  std::uint32_t key = 0;           // offsets into the texts, and sizes
  std::uint32_t label = 0;
  std::uint16_t key_size = 0;
  std::uint16_t label_size = 0;
  std::array<char, 2> country{};  // ISO 3166-1 alpha-2, or zeros
  Kind kind = Kind::village;
  std::uint8_t seat = 0;  // 1: a country's capital, 2: the seat of a province, 0: neither
};
static_assert(sizeof(PlaceRow) == 36);

struct NameRow {
  std::uint32_t text = 0;  // offset into the texts of its folded form
  std::uint16_t size = 0;
  std::uint8_t words = 0;
  std::uint8_t flags = 0;         // name_is_…
  std::uint32_t bearers_end = 0;  // index after its last bearer; its first is where those of the name before it end
};
static_assert(sizeof(NameRow) == 12);

inline constexpr std::uint8_t name_is_word = 1;  // a spelling dictionary lists it in lower case

/// That a place bears a name.
struct BearerRow {
  std::uint32_t place = 0;
  std::uint32_t written = 0;  // offset into the texts: the name as the source writes it
  std::uint16_t written_size = 0;
  std::uint8_t language = 0;  // index into `languages`
  std::uint8_t how = 0;       // bears_…
};
static_assert(sizeof(BearerRow) == 12);

/// How good a name is.
inline constexpr std::uint8_t bears_as_label = 0;     // the main name, or its form without diacritics
inline constexpr std::uint8_t bears_in_language = 1;  // a name labelled with a language
inline constexpr std::uint8_t bears_unlabelled = 2;   // another name, of unknown language and currency

inline constexpr std::array<std::string_view, 22> languages = {"",   "ar", "fa", "he", "ru", "en", "tr",  "fr",
                                                               "de", "es", "it", "pt", "uk", "ur", "ckb", "az",
                                                               "hy", "ka", "nl", "pl", "sr", "bg"};

/// A slot: the names [begin, end) begin with one word. Free where begin == end.
struct FirstWord {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
static_assert(sizeof(FirstWord) == 8);

static_assert(std::is_trivially_copyable_v<PlaceRow> && std::is_trivially_copyable_v<NameRow> &&
              std::is_trivially_copyable_v<BearerRow> && std::is_trivially_copyable_v<FirstWord>);

}  // namespace rasid::gazetteer

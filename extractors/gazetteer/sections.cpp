#include "extractors/gazetteer/sections.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "extractors/gazetteer/checksum.h"
#include "extractors/gazetteer/gazetteer.h"

namespace rasid::gazetteer {
namespace {

constexpr std::int32_t most_latitude = 90'000'000;
constexpr std::int32_t most_longitude = 180'000'000;
constexpr std::size_t table_end = sizeof(Header) + section_count * sizeof(Section);

std::unexpected<Error> malformed(std::string what) {
  return failure(FileError::malformed, std::move(what));
}

/// A section as rows of T; false where it does not hold whole ones.
template <class T>
bool take(std::string_view bytes, Section const& section, std::span<T const>& out) {
  if (section.bytes % sizeof(T) != 0) return false;
  out = {reinterpret_cast<T const*>(bytes.data() + section.offset), section.bytes / sizeof(T)};
  return true;
}

bool lies_in(std::string_view texts, std::uint32_t offset, std::uint32_t size) {
  return std::uint64_t{offset} + size <= texts.size();
}

Result<> check_places(Sections const& s) {
  for (PlaceRow const& row : s.places) {
    bool const texts = lies_in(s.texts, row.key, row.key_size) && lies_in(s.texts, row.label, row.label_size);
    if (!texts) return malformed("a place's key or label");
    if (static_cast<std::size_t>(row.kind) >= kind_names.size()) return malformed("a place's kind");
    bool const on_earth = row.latitude >= -most_latitude && row.latitude <= most_latitude &&
                          row.longitude >= -most_longitude && row.longitude <= most_longitude;
    if (!on_earth) return malformed("a place's coordinates");
    if (row.within == nowhere) continue;
    if (row.within >= s.places.size() || s.places[row.within].kind >= row.kind) {
      return malformed("the place that contains another");
    }
  }
  return {};
}

Result<> check_names(Sections const& s) {
  std::uint32_t before = 0;
  for (NameRow const& row : s.names) {
    if (!lies_in(s.texts, row.text, row.size)) return malformed("a name's text");
    if (row.bearers_end < before || row.bearers_end > s.bearers.size()) return malformed("a name's bearers");
    before = row.bearers_end;
  }
  for (BearerRow const& row : s.bearers) {
    if (row.place >= s.places.size()) return malformed("the place that bears a name");
    if (!lies_in(s.texts, row.written, row.written_size)) return malformed("a name as it is written");
    if (row.language >= languages.size()) return malformed("a name's language");
  }
  return {};
}

Result<> check_tables(Sections const& s) {
  if (!std::has_single_bit(s.first.size()) || !std::has_single_bit(s.filter.size())) return malformed("a table's size");
  bool some_free = false;
  for (FirstWord const& slot : s.first) {
    if (slot.begin > slot.end || slot.end > s.names.size()) return malformed("a slot of the first words");
    some_free = some_free || slot.begin == slot.end;
  }
  if (!some_free) return malformed("the table of first words");
  return {};
}

Result<> check_header(std::string_view bytes, Header const& header) {
  if (bytes.size() < table_end || header.magic != magic) return failure(FileError::not_a_gazetteer, "");
  if (header.version != format_version || header.sections != section_count)
    return failure(FileError::other_version, "");
  if (header.file_bytes != bytes.size()) return failure(FileError::damaged, "its size");
  return {};
}

/// Begins at a multiple of 8 after the table of sections and ends inside the file.
bool fits(Section const& section, std::size_t size) {
  return section.offset % 8 == 0 && section.offset >= table_end && section.offset <= size &&
         section.bytes <= size - section.offset;
}

}  // namespace

Result<Sections> read_sections(std::string_view bytes, bool trust_checksum) {
  Header header;
  std::memcpy(&header, bytes.data(), std::min(bytes.size(), sizeof header));
  if (auto const good = check_header(bytes, header); !good) return std::unexpected(good.error());
  if (!trust_checksum && checksum(bytes.substr(sizeof header)) != header.checksum) {
    return failure(FileError::damaged, "its checksum");
  }
  std::array<Section, section_count> at;
  std::memcpy(at.data(), bytes.data() + sizeof header, sizeof at);
  for (Section const& section : at) {
    if (!fits(section, bytes.size())) return malformed("a section");
  }
  auto const of = [&](SectionId id) -> Section const& { return at[static_cast<std::size_t>(id)]; };
  auto const plain = [&](SectionId id) { return bytes.substr(of(id).offset, of(id).bytes); };
  Sections out{.texts = plain(SectionId::texts), .notice = plain(SectionId::notice), .checksum = header.checksum};
  bool const whole = take(bytes, of(SectionId::places), out.places) && take(bytes, of(SectionId::names), out.names) &&
                     take(bytes, of(SectionId::bearers), out.bearers) && take(bytes, of(SectionId::first), out.first) &&
                     take(bytes, of(SectionId::filter), out.filter);
  if (!whole) return malformed("a section's size");
  for (auto const check : {check_places, check_names, check_tables}) {
    if (auto const good = check(out); !good) return std::unexpected(good.error());
  }
  return out;
}

}  // namespace rasid::gazetteer

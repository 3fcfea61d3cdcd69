#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/gazetteer/layout.h"
#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// Why a file is refused.
enum class FileError {
  not_a_gazetteer = 1,  // it does not begin like one
  other_version,        // of a format that this program does not know
  damaged,              // cut off, or its checksum differs
  malformed,            // something in it points to where nothing is
};
std::error_code make_error_code(FileError error);

/// Index of a place in the file that is open; it means nothing in another one.
enum class PlaceIndex : std::uint32_t {};

/// Some of the names, in order: those that begin with the same words.
struct NameRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool empty() const noexcept { return begin == end; }
};

/// A compiled gazetteer, used as it lies in memory: a quarter of a million places without an object for any of them.
/// Everything the file points to is checked when it is opened, so that nothing in it can lead out of it afterwards.
/// Immutable; reads are safe on many threads. Views that it gives live as long as it does.
class Gazetteer {
 public:
  /// Maps a file. It must not be written to while it is open (replace it by renaming, as `rasid gazetteer build` does).
  static Result<std::shared_ptr<Gazetteer const>> open(std::filesystem::path const& file);
  /// Reads bytes that outlive it, aligned to 8. `trust` leaves the checksum out.
  static Result<std::shared_ptr<Gazetteer const>> read(std::string_view bytes, bool trust_checksum = false);

  ~Gazetteer();
  Gazetteer(Gazetteer const&) = delete;
  Gazetteer& operator=(Gazetteer const&) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }
  [[nodiscard]] PlaceRow const& operator[](PlaceIndex place) const { return places_[static_cast<std::size_t>(place)]; }
  [[nodiscard]] std::string_view key(PlaceIndex place) const;
  [[nodiscard]] std::string_view label(PlaceIndex place) const;
  [[nodiscard]] std::string_view country(PlaceIndex place) const;  // ISO 3166-1 alpha-2, or empty
  [[nodiscard]] std::optional<PlaceIndex> within(PlaceIndex place) const;
  [[nodiscard]] std::optional<PlaceIndex> by_key(std::string_view key) const;

  /// All names that begin with the folded word; empty where none does.
  [[nodiscard]] NameRange beginning_with(std::string_view word) const noexcept;
  /// Whether `beginning_with` could give any: one look at one bit.
  [[nodiscard]] bool may_begin(std::string_view word) const noexcept;
  /// Those of `range`, whose first `bytes` bytes are equal, that go on with a space and `word`.
  [[nodiscard]] NameRange going_on(NameRange range, std::size_t bytes, std::string_view word) const noexcept;
  /// The one of `range` that ends after `bytes` bytes, which it shares with all of them.
  [[nodiscard]] std::optional<std::uint32_t> ending(NameRange range, std::size_t bytes) const noexcept;
  /// The name that is `folded`.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view folded) const noexcept;

  [[nodiscard]] std::size_t name_count() const noexcept { return names_.size(); }
  [[nodiscard]] std::string_view folded(std::uint32_t name) const noexcept;
  [[nodiscard]] std::uint8_t flags(std::uint32_t name) const noexcept { return names_[name].flags; }
  [[nodiscard]] std::span<BearerRow const> bearers(std::uint32_t name) const noexcept;
  [[nodiscard]] std::span<BearerRow const> all_bearers() const noexcept { return bearers_; }
  [[nodiscard]] std::string_view written(BearerRow const& bearer) const noexcept;

  /// Sources and attribution, for people.
  [[nodiscard]] std::string_view notice() const noexcept { return notice_; }
  [[nodiscard]] std::uint64_t checksum() const noexcept { return checksum_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

 private:
  class Mapping;
  Gazetteer();

  [[nodiscard]] std::string_view text(std::uint32_t offset, std::uint32_t size) const noexcept {
    return texts_.substr(offset, size);
  }

  std::unique_ptr<Mapping> mapping_;
  std::span<PlaceRow const> places_;
  std::span<NameRow const> names_;
  std::span<BearerRow const> bearers_;
  std::span<FirstWord const> first_;
  std::span<std::uint64_t const> filter_;
  std::string_view texts_;
  std::string_view notice_;
  std::uint64_t checksum_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace rasid::gazetteer

template <>
struct std::is_error_code_enum<rasid::gazetteer::FileError> : std::true_type {};

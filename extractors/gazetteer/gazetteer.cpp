#include "extractors/gazetteer/gazetteer.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "extractors/gazetteer/sections.h"
#include "extractors/gazetteer/word_hash.h"
#include "extractors/model/descriptor.h"

namespace rasid::gazetteer {
namespace {

class FileErrors final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "gazetteer"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<FileError>(code)) {
      case FileError::not_a_gazetteer:
        return "this is no compiled gazetteer";
      case FileError::other_version:
        return "a gazetteer of another version; build it anew with rasid gazetteer build";
      case FileError::damaged:
        return "the file is damaged; build it anew with rasid gazetteer build";
      case FileError::malformed:
        return "the file is malformed; build it anew with rasid gazetteer build";
    }
    return "unknown error";
  }
};

std::unexpected<Error> system_failure(std::string doing) {
  return std::unexpected(Error{std::error_code(errno, std::generic_category()), std::move(doing)});
}

}  // namespace

std::error_code make_error_code(FileError error) {
  static FileErrors const category;
  return {static_cast<int>(error), category};
}

/// A file's pages, read only.
class Gazetteer::Mapping {
 public:
  Mapping(void* begin, std::size_t size) noexcept : begin_(begin), size_(size) {}
  ~Mapping() { ::munmap(begin_, size_); }
  Mapping(Mapping const&) = delete;
  Mapping& operator=(Mapping const&) = delete;
  [[nodiscard]] std::string_view bytes() const noexcept { return {static_cast<char const*>(begin_), size_}; }

 private:
  void* begin_;
  std::size_t size_;
};

Gazetteer::Gazetteer() = default;
Gazetteer::~Gazetteer() = default;

Result<std::shared_ptr<Gazetteer const>> Gazetteer::open(std::filesystem::path const& file) {
  std::string const doing = "opening " + file.string();
  Descriptor const descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0) return system_failure(doing);
  if (!S_ISREG(status.st_mode) || status.st_size == 0) return failure(FileError::not_a_gazetteer, doing);
  auto const size = static_cast<std::size_t>(status.st_size);
  void* const begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor.get(), 0);
  if (begin == MAP_FAILED) return system_failure(doing);
  auto mapping = std::make_unique<Mapping>(begin, size);
  auto read_in = read(mapping->bytes());
  if (!read_in) {
    Error error = read_in.error();
    error.doing = error.doing.empty() ? doing : doing + ": " + error.doing;
    return std::unexpected(std::move(error));
  }
  std::const_pointer_cast<Gazetteer>(*read_in)->mapping_ = std::move(mapping);
  return read_in;
}

Result<std::shared_ptr<Gazetteer const>> Gazetteer::read(std::string_view bytes, bool trust_checksum) {
  auto const sections = read_sections(bytes, trust_checksum);
  if (!sections) return std::unexpected(sections.error());
  std::shared_ptr<Gazetteer> out(new Gazetteer);
  out->places_ = sections->places;
  out->names_ = sections->names;
  out->bearers_ = sections->bearers;
  out->first_ = sections->first;
  out->filter_ = sections->filter;
  out->texts_ = sections->texts;
  out->notice_ = sections->notice;
  out->checksum_ = sections->checksum;
  out->bytes_ = bytes.size();
  return std::shared_ptr<Gazetteer const>(std::move(out));
}

std::string_view Gazetteer::key(PlaceIndex place) const {
  PlaceRow const& row = (*this)[place];
  return text(row.key, row.key_size);
}

std::string_view Gazetteer::label(PlaceIndex place) const {
  PlaceRow const& row = (*this)[place];
  return text(row.label, row.label_size);
}

std::string_view Gazetteer::country(PlaceIndex place) const {
  auto const& code = (*this)[place].country;
  return code[0] == '\0' ? std::string_view{} : std::string_view(code.data(), code.size());
}

std::optional<PlaceIndex> Gazetteer::within(PlaceIndex place) const {
  std::uint32_t const outer = (*this)[place].within;
  return outer == nowhere ? std::nullopt : std::optional(PlaceIndex{outer});
}

std::optional<PlaceIndex> Gazetteer::by_key(std::string_view key) const {
  auto const at =
      std::ranges::lower_bound(places_, key, {}, [&](PlaceRow const& row) { return text(row.key, row.key_size); });
  if (at == places_.end() || text(at->key, at->key_size) != key) return std::nullopt;
  return PlaceIndex{static_cast<std::uint32_t>(at - places_.begin())};
}

bool Gazetteer::may_begin(std::string_view word) const noexcept {
  std::uint64_t const hash = word_hash(word);
  return (filter_[filter_word(hash, filter_.size())] & filter_bit(hash)) != 0;
}

NameRange Gazetteer::beginning_with(std::string_view word) const noexcept {
  std::uint64_t const hash = word_hash(word);
  if ((filter_[filter_word(hash, filter_.size())] & filter_bit(hash)) == 0) return {};
  for (std::size_t at = slot_of(hash, first_.size());; at = (at + 1) & (first_.size() - 1)) {
    FirstWord const slot = first_[at];
    if (slot.begin == slot.end) return {};
    std::string_view const name = folded(slot.begin);
    if (name.starts_with(word) && (name.size() == word.size() || name[word.size()] == ' '))
      return {slot.begin, slot.end};
  }
}

NameRange Gazetteer::going_on(NameRange range, std::size_t bytes, std::string_view word) const noexcept {
  // -1, 0, 1: the name's words after `bytes` come before, begin with, come after `word`.
  auto const order = [&](std::uint32_t name) {
    std::string_view const whole = folded(name);
    if (whole.size() <= bytes + 1) return -1;
    std::string_view const rest = whole.substr(bytes + 1);
    int const differs = rest.substr(0, word.size()).compare(word);
    if (differs != 0) return differs < 0 ? -1 : 1;
    return rest.size() == word.size() || rest[word.size()] == ' ' ? 0 : 1;
  };
  auto const all = std::views::iota(range.begin, range.end);
  auto const begin = std::ranges::partition_point(all, [&](std::uint32_t name) { return order(name) < 0; });
  auto const end = std::ranges::partition_point(std::ranges::subrange(begin, all.end()),
                                                [&](std::uint32_t name) { return order(name) == 0; });
  auto const index = [&](auto at) { return range.begin + static_cast<std::uint32_t>(at - all.begin()); };
  return {index(begin), index(end)};
}

std::optional<std::uint32_t> Gazetteer::ending(NameRange range, std::size_t bytes) const noexcept {
  if (range.empty() || names_[range.begin].size != bytes) return std::nullopt;  // the shortest comes first
  return range.begin;
}

std::optional<std::uint32_t> Gazetteer::find(std::string_view wanted) const noexcept {
  auto const at =
      std::ranges::lower_bound(names_, wanted, {}, [&](NameRow const& row) { return text(row.text, row.size); });
  if (at == names_.end() || text(at->text, at->size) != wanted) return std::nullopt;
  return static_cast<std::uint32_t>(at - names_.begin());
}

std::string_view Gazetteer::folded(std::uint32_t name) const noexcept {
  return text(names_[name].text, names_[name].size);
}

std::span<BearerRow const> Gazetteer::bearers(std::uint32_t name) const noexcept {
  std::uint32_t const begin = name == 0 ? 0 : names_[name - 1].bearers_end;
  return bearers_.subspan(begin, names_[name].bearers_end - begin);
}

std::string_view Gazetteer::written(BearerRow const& bearer) const noexcept {
  return text(bearer.written, bearer.written_size);
}

}  // namespace rasid::gazetteer

#include "daemon/stories/traits.h"

#include <algorithm>

namespace rasid::stories {
namespace {

constexpr char version = 1;
constexpr std::size_t longest_language = 16;

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number(std::size_t bytes) {
    if (rest_.size() < bytes) {
      good_ = false;
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(bytes);
    return value;
  }
  Timestamp time() { return Timestamp{Duration{static_cast<std::int64_t>(number(8))}}; }
  std::string text(std::size_t bytes) {
    if (rest_.size() < bytes) {
      good_ = false;
      return {};
    }
    std::string out(rest_.substr(0, bytes));
    rest_.remove_prefix(bytes);
    return out;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string to_bytes(Traits const& traits) {
  std::string out(1, version);
  put(out, static_cast<std::uint64_t>(traits.time.time_since_epoch().count()), 8);
  put(out, static_cast<std::uint64_t>(traits.arrived.time_since_epoch().count()), 8);
  std::string_view const language = std::string_view(traits.language).substr(0, longest_language);
  put(out, language.size(), 1);
  out += language;
  put(out, traits.sketch.size(), 1);
  for (std::uint32_t const hash : traits.sketch) put(out, hash, 4);
  put(out, traits.terms.size(), 1);
  for (Term const term : traits.terms) {
    put(out, term.key, 4);
    put(out, term.weight, 1);
  }
  return out;
}

std::optional<Traits> traits_from(std::string_view bytes) {
  Reader reader(bytes);
  if (reader.number(1) != static_cast<std::uint64_t>(version)) return std::nullopt;
  Traits out;
  out.time = reader.time();
  out.arrived = reader.time();
  out.language = reader.text(reader.number(1));
  for (std::uint64_t n = reader.number(1); n > 0 && reader.good(); --n) {
    out.sketch.push_back(static_cast<std::uint32_t>(reader.number(4)));
  }
  for (std::uint64_t n = reader.number(1); n > 0 && reader.good(); --n) {
    auto const key = static_cast<std::uint32_t>(reader.number(4));
    out.terms.push_back({key, static_cast<std::uint8_t>(reader.number(1))});
  }
  bool const ascending = std::ranges::is_sorted(out.sketch, std::less_equal{}) &&
                         std::ranges::is_sorted(out.terms, std::less_equal{}, &Term::key);
  if (!reader.at_end() || !ascending) return std::nullopt;
  return out;
}

}  // namespace rasid::stories

#include "rules/state/state_bytes.h"

#include <bit>

namespace rasid::rules::state {

StateWriter& StateWriter::number(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) bytes_ += static_cast<char>(0x80U | (value & 0x7FU));
  bytes_ += static_cast<char>(value);
  return *this;
}

StateWriter& StateWriter::signed_number(std::int64_t value) {
  auto const bits = static_cast<std::uint64_t>(value);
  return number((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

StateWriter& StateWriter::real(double value) {
  return number(std::bit_cast<std::uint64_t>(value));
}

StateWriter& StateWriter::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
  return *this;
}

std::uint64_t StateReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; good_ && shift < 64; shift += 7) {
    if (bytes_.empty()) break;
    auto const byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
  good_ = false;
  return 0;
}

std::size_t StateReader::count() {
  std::uint64_t const value = number();
  if (value > bytes_.size()) good_ = false;
  return good_ ? static_cast<std::size_t>(value) : 0;
}

std::int64_t StateReader::signed_number() {
  std::uint64_t const bits = number();
  return static_cast<std::int64_t>((bits >> 1U) ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
}

double StateReader::real() {
  return std::bit_cast<double>(number());
}

std::string StateReader::text() {
  std::size_t const size = count();
  std::string out(bytes_.substr(0, size));
  bytes_.remove_prefix(size);
  return out;
}

}  // namespace rasid::rules::state

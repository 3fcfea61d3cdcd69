#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include <unicode/ucnv.h>

#include "extractors/charset/charset.h"
#include "extractors/charset/label.h"

namespace rasid::charset {

struct ConverterCleanup {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCleanup>;

/// `bytes` of the given encoding (not UTF-8) as UTF-8. Bytes that do not fit become U+FFFD. Nothing where this ICU has
/// no such converter.
std::optional<Decoded> convert(std::string_view bytes, Encoding const& encoding);

}  // namespace rasid::charset

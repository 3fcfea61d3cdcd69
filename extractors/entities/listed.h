#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/diagnostic.h"

namespace rasid::entities {

/// An entity as a file lists it, before its place in the catalogue is known.
struct Listed {
  Entity entity;         // `within` is still empty
  std::string within;    // key of the place that contains it, or empty
  Diagnostic at_key;     // an error without a message, at the entity's key
  Diagnostic at_within;  // the same, at the key it lies within
};

/// What one or more files list, and what is wrong with them.
struct Loaded {
  std::vector<Listed> entities;
  Diagnostics problems;
};

/// Whether `key` may name an entity in watches and payloads: 1 to 64 of a-z, 0-9 and single dashes between them.
[[nodiscard]] bool is_key(std::string_view key);
/// What to tell someone whose key is not one.
inline constexpr std::string_view key_rule = "use lower-case letters, digits and dashes, such as green-zone";

/// ISO 3166-1 alpha-2 by its form: two capital letters.
[[nodiscard]] bool is_country_code(std::string_view code);
/// A BCP 47 language by its form: "ar", "zh-Hant".
[[nodiscard]] bool is_language_tag(std::string_view tag);

/// Fits what the files list together: finds keys used twice, containing places that are not listed, and places that
/// contain each other. Actors and places have keys of their own. The order stays as it was.
std::expected<std::vector<Entity>, Diagnostics> link(std::vector<Listed> listed);

}  // namespace rasid::entities

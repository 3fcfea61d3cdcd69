#pragma once

#include <array>
#include <cstdint>

#include "extractors/model/mention.h"

namespace rasid::tagger {

/// What a word is within a name, in the BIO scheme (Ramshaw and Marcus 1995): outside of any, the first word of one, a
/// later word of one.
enum class Label : std::uint8_t {
  outside,
  begin_person,
  in_person,
  begin_place,
  in_place,
  begin_organisation,
  in_organisation
};

constexpr std::size_t label_count = 7;
using Scores = std::array<float, label_count>;

constexpr std::size_t index(Label label) noexcept {
  return static_cast<std::size_t>(label);
}
constexpr bool begins(Label label) noexcept {
  return label != Label::outside && index(label) % 2 == 1;
}
constexpr bool continues(Label label) noexcept {
  return label != Label::outside && index(label) % 2 == 0;
}
constexpr Label begin_of(EntityKind kind) noexcept {
  return kind == EntityKind::person  ? Label::begin_person
         : kind == EntityKind::place ? Label::begin_place
                                     : Label::begin_organisation;
}
constexpr Label inside_of(EntityKind kind) noexcept {
  return static_cast<Label>(index(begin_of(kind)) + 1);
}
/// Of a label that is not `outside`.
constexpr EntityKind kind_of(Label label) noexcept {
  return index(label) <= 2 ? EntityKind::person : index(label) <= 4 ? EntityKind::place : EntityKind::organisation;
}
/// A name goes on only after its own kind.
constexpr bool may_follow(Label before, Label after) noexcept {
  return !continues(after) || (before != Label::outside && kind_of(before) == kind_of(after));
}

}  // namespace rasid::tagger

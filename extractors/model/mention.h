#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"

namespace rasid {

enum class EntityKind : std::uint8_t { person, organisation, place };

/// Index of an entity in the Catalogue of the snapshot that found it. It means nothing outside that snapshot: what is
/// stored or sent is the entity's key.
enum class EntityIndex : std::uint32_t {};

/// How a mention was recognised, from strongest to weakest evidence.
enum class Method : std::uint8_t {
  name,     // a name listed for the entity
  variant,  // a generated spelling of a listed name
  role,     // a role the entity held on the article's date
  derived,  // refers back to an earlier mention in the same article
};

/// A span of a document's text that names an actor or a place.
struct Mention {
  ByteRange range;  // of the document's text, without what was peeled
  EntityIndex entity{};
  EntityKind kind = EntityKind::person;
  Method method = Method::name;
  float confidence = 1.0F;  // 0 … 1
  std::string matched;      // the listed name, variant or role that fitted, as it was written in the list
  std::string peeled;       // prefix taken off the first word, in its folded form ("و", "لل"), or empty
  ByteRange refers_to{};    // of a derived one: the earlier mention it refers back to; empty otherwise

  bool for_government = false;          // a capital that stands for its government: "Tehran rejects the offer"
  std::vector<EntityIndex> runners_up;  // other places of this name that were weighed, likeliest first; at most 3

  friend bool operator==(Mention const&, Mention const&) = default;
};

std::string_view to_text(EntityKind kind);  // "person", "organisation", "place"
std::string_view to_text(Method method);    // "name", "variant", "role", "derived"

}  // namespace rasid

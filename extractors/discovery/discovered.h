#pragma once

#include <cstdint>
#include <string>

#include "extractors/model/mention.h"
#include "extractors/tagger/cue.h"

namespace rasid {

/// A name of somebody or something that is on no list.
struct Discovered {
  ByteRange range;  // of the document's text, without proclitics where the language is known to write them
  EntityKind kind = EntityKind::person;
  float confidence = 0;  // 0 … 1
  tagger::Cue cue = tagger::Cue::context;
  std::uint32_t sentence = 0;  // of the document
  std::string canonical;       // the fullest form of the name in the document: "Jane Doe" of a later "Doe"

  friend bool operator==(Discovered const&, Discovered const&) = default;
};

}  // namespace rasid

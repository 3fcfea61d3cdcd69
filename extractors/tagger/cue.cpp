#include "extractors/tagger/cue.h"

namespace rasid::tagger {

std::string_view to_text(Cue cue) {
  switch (cue) {
    case Cue::context:
      return "context";
    case Cue::name_parts:
      return "name parts";
    case Cue::title:
      return "title";
    case Cue::head_word:
      return "head word";
    case Cue::repeat:
      break;
  }
  return "repeat";
}

}  // namespace rasid::tagger

#include "extractors/model/severity.h"

namespace rasid {

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::low:
      return "low";
    case Severity::medium:
      return "medium";
    case Severity::high:
      return "high";
    case Severity::critical:
      return "critical";
  }
  return "";
}

}  // namespace rasid

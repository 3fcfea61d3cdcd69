#include "extractors/model/mention.h"

namespace rasid {

std::string_view to_text(EntityKind kind) {
  switch (kind) {
    case EntityKind::person:
      return "person";
    case EntityKind::organisation:
      return "organisation";
    case EntityKind::place:
      return "place";
  }
  return "";
}

std::string_view to_text(Method method) {
  switch (method) {
    case Method::name:
      return "name";
    case Method::variant:
      return "variant";
    case Method::role:
      return "role";
    case Method::derived:
      return "derived";
  }
  return "";
}

}  // namespace rasid

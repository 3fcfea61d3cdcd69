#include "daemon/configuration/fingerprint.h"

#include "daemon/alerts/digest.h"

namespace rasid::configuration {
namespace {

using yaml::Value;

/// Each text preceded by its length, each collection by its size: no two values look the same.
void write(Value const& value, std::string& into) {
  switch (value.kind) {
    case Value::Kind::null:
      into += 'n';
      break;
    case Value::Kind::scalar:
      into += 's' + std::to_string(value.text.size()) + ':' + value.text;
      break;
    case Value::Kind::list:
      into += 'l' + std::to_string(value.items.size()) + ':';
      for (Value const& item : value.items) write(item, into);
      break;
    case Value::Kind::map:
      into += 'm' + std::to_string(value.entries.size()) + ':';
      for (yaml::Entry const& entry : value.entries) {
        write(entry.key, into);
        write(entry.value, into);
      }
      break;
  }
}

}  // namespace

std::string fingerprint(yaml::Value const& value) {
  std::string text;
  write(value, text);
  return alerts::digest128({text});
}

}  // namespace rasid::configuration

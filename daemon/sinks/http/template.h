#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace rasid::sinks {

/// What `{{name}}` does to a value so that it stays one value where it is put. `{{{name}}}` does nothing to it.
enum class Escape : std::uint8_t {
  none,    // plain text
  json,    // inside a JSON string (RFC 8259)
  url,     // percent-encoded: a part of a path or query, or of a form
  header,  // an HTTP header's value: one line
  html,
};

std::string escaped(std::string_view value, Escape how);

/// What is wrong with a template, and where (bytes of its text).
struct TemplateFault {
  std::size_t offset = 0;
  std::size_t length = 1;
  std::string message;
  std::string remedy;
};

/// A mustache template (https://mustache.github.io/mustache.5.html; no partials, no lambdas). Values are members of a
/// JSON object, `article.title`; a section over a list repeats, over an empty list, null, false or "" it is left out.
/// One thread at a time.
class Template {
 public:
  /// At most 64 KiB. `sample` holds every name there is: a name it does not know is a fault, with the nearest it does.
  static std::expected<Template, TemplateFault> parse(std::string text, Escape escape,
                                                      boost::json::object const& sample);

  /// At most 1 MiB: nothing where it would be more.
  [[nodiscard]] std::optional<std::string> render(boost::json::object const& data) const;

  /// True where the template says that word anywhere: to leave out work for values it does not use.
  [[nodiscard]] bool says(std::string_view word) const { return text_.find(word) != std::string::npos; }

 private:
  class Mustache;
  Template(std::string text, std::shared_ptr<Mustache> mustache);

  std::string text_;
  std::shared_ptr<Mustache> mustache_;
};

}  // namespace rasid::sinks

#include "daemon/sinks/http/template.h"

#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <boost/json/serialize.hpp>
#include <kainjow/mustache.hpp>

#include "daemon/alerts/dialect.h"
#include "daemon/alerts/json_text.h"
#include "extractors/model/diagnostic.h"

namespace rasid::sinks {
namespace json = boost::json;
namespace mustache = kainjow::mustache;
namespace {

constexpr std::size_t longest_template = 64U << 10U;
constexpr std::size_t longest_result = 1U << 20U;
constexpr std::size_t most_sections = 200;
constexpr std::size_t most_work = 16U << 20U;  // lookups and repeats, times the template's bytes

mustache::data data_of(json::value const& value);

mustache::data data_of(json::object const& object) {
  mustache::data data(mustache::data::type::object);
  for (auto const& [name, value] : object) data.set(std::string(name), data_of(value));
  return data;
}

mustache::data data_of(json::value const& value) {
  switch (value.kind()) {
    case json::kind::object:
      return data_of(value.get_object());
    case json::kind::array: {
      mustache::data list(mustache::data::type::list);
      for (json::value const& item : value.get_array()) list.push_back(data_of(item));
      return list;
    }
    case json::kind::string:
      // Nothing to show is nothing: {{#article.url}}…{{/article.url}} is left out where there is no URL.
      if (value.get_string().empty()) return mustache::data(false);
      return mustache::data(std::string(value.get_string()));
    case json::kind::bool_:
      return mustache::data(value.get_bool());
    case json::kind::null:
      return mustache::data(false);
    default:
      return mustache::data(alerts::json_text(value));
  }
}

struct TooLong {};

/// Looks names up, and notes those that nothing was found for. Sections within sections over lists could make work
/// without end: throws TooLong when the template asks and repeats more often than its size allows.
class Names final : public mustache::context<std::string> {
 public:
  Names(mustache::data const& data, std::size_t template_size)
      : context(&data), left_(std::min<std::size_t>(20'000, most_work / std::max<std::size_t>(template_size, 1))) {}

  /// Called for each item of a list that a section repeats for.
  void push(mustache::data const* data) override {
    spend();
    context::push(data);
  }
  [[nodiscard]] mustache::data const* get(std::string const& name) const override {
    spend();
    auto const* found = context::get(name);
    if (found == nullptr) unknown.insert(name);
    return found;
  }
  [[nodiscard]] mustache::data const* get_partial(std::string const& name) const override {
    partials.insert(name);
    return nullptr;
  }
  mutable std::set<std::string> unknown;
  mutable std::set<std::string> partials;

 private:
  void spend() const {
    if (left_ == 0) throw TooLong{};
    --left_;
  }
  mutable std::size_t left_;
};

/// What the library writes to.
struct BoundedText {
  std::string text;
  BoundedText& operator<<(std::string const& piece) {
    if (piece.size() > longest_result - text.size()) throw TooLong{};
    text += piece;
    return *this;
  }
};

void names_in(json::value const& value, std::string const& prefix, std::vector<std::string>& names) {
  if (value.is_array()) {
    for (json::value const& item : value.get_array()) names_in(item, "", names);
    return;
  }
  if (!value.is_object()) return;
  for (auto const& [name, inner] : value.get_object()) {
    names.push_back(prefix + std::string(name));
    names_in(inner, names.back() + ".", names);
  }
}

TemplateFault unknown_name(std::string_view text, std::string const& name, json::object const& sample) {
  std::vector<std::string> known;
  names_in(sample, "", known);
  auto const near = nearest(name, known, 1);
  std::size_t const at = text.find(name);
  return {.offset = at == std::string_view::npos ? 0 : at,
          .length = at == std::string_view::npos ? 1 : name.size(),
          .message = fmt::format("unknown name \"{}\" in a template", name),
          .remedy = near.empty() ? "docs/sinks.md lists the names" : fmt::format("did you mean \"{}\"?", near.front())};
}

/// The library says where only in words: "Unclosed tag at 12".
TemplateFault syntax_fault(std::string const& message, std::size_t size) {
  TemplateFault fault{.message = message};
  auto const at = message.rfind(" at ");
  if (at != std::string::npos) {
    std::from_chars(message.data() + at + 4, message.data() + message.size(), fault.offset);
    fault.message = message.substr(0, at);
  }
  if (!fault.message.empty() && fault.message[0] < 'a') fault.message[0] = static_cast<char>(fault.message[0] + 32);
  fault.message = "the template cannot be read: " + fault.message;
  fault.offset = std::min(fault.offset, size);
  return fault;
}

std::string url_escaped(std::string_view value) {
  std::string out;
  for (char const c : value) {
    bool const unreserved = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

}  // namespace

std::string escaped(std::string_view value, Escape how) {
  switch (how) {
    case Escape::json: {
      std::string const quoted = json::serialize(json::string(value));
      return quoted.substr(1, quoted.size() - 2);
    }
    case Escape::url:
      return url_escaped(value);
    case Escape::header:
      return alerts::one_line(value);
    case Escape::html:
      return alerts::html_escaped(value);
    case Escape::none:
      break;
  }
  return std::string(value);
}

class Template::Mustache {
 public:
  explicit Mustache(std::string const& text, Escape escape) : parsed(text) {
    parsed.set_custom_escape([escape](std::string const& value) { return escaped(value, escape); });
  }
  mustache::mustache parsed;
};

Template::Template(std::string text, std::shared_ptr<Mustache> parsed)
    : text_(std::move(text)), mustache_(std::move(parsed)) {}

std::expected<Template, TemplateFault> Template::parse(std::string text, Escape escape, json::object const& sample) {
  if (text.size() > longest_template) {
    return std::unexpected(TemplateFault{.message = "a template may have up to 64 KiB"});
  }
  std::size_t sections = 0;
  for (std::size_t at = text.find("{{#"); at != std::string::npos; at = text.find("{{#", at + 1)) ++sections;
  if (sections > most_sections)
    return std::unexpected(TemplateFault{.message = "a template may have up to 200 sections"});

  auto parsed = std::make_shared<Mustache>(text, escape);
  if (!parsed->parsed.is_valid()) {
    return std::unexpected(syntax_fault(parsed->parsed.error_message(), text.size()));
  }
  mustache::data const data = data_of(sample);
  Names names(data, text.size());
  BoundedText made;
  try {
    parsed->parsed.render(names, made);
  } catch (TooLong const&) {
    return std::unexpected(TemplateFault{.message = "the template makes a message that is too long"});
  }
  if (!names.partials.empty()) {
    std::string const& name = *names.partials.begin();
    return std::unexpected(TemplateFault{.offset = std::min(text.find('>'), text.size()),
                                         .message = fmt::format("there are no partials, such as \"{}\"", name),
                                         .remedy = "write the text out"});
  }
  if (!names.unknown.empty()) return std::unexpected(unknown_name(text, *names.unknown.begin(), sample));
  return Template(std::move(text), std::move(parsed));
}

std::optional<std::string> Template::render(json::object const& data) const {
  mustache::data const values = data_of(data);
  Names names(values, text_.size());
  BoundedText made;
  try {
    mustache_->parsed.render(names, made);
  } catch (TooLong const&) {
    return std::nullopt;
  }
  return std::move(made.text);
}

}  // namespace rasid::sinks

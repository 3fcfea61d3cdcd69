// rasid extract --jsonl: many texts in, the same texts with their names out.
#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/alerts/code_points.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/in_order.h"
#include "daemon/cli/input.h"
#include "daemon/cli/read_lines.h"
#include "extractors/extraction/named_spans.h"
#include "extractors/model/utf8.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t most_bytes_of_a_line = 32UL << 20U;
constexpr std::size_t most_complaints = 100;  // more of them are counted only

/// Says on standard error which lines are of no use, and how many. Safe on many threads.
class Complaints {
 public:
  explicit Complaints(std::string const& file) : file_(file) {}

  void add(std::size_t line, std::string_view what) {
    std::scoped_lock const lock(mutex_);
    if (++count_ <= most_complaints) fmt::print(stderr, "{}:{}: error: {}\n", file_, line, what);
  }

  [[nodiscard]] bool any() const {
    if (count_ > most_complaints) fmt::print(stderr, "{}: error: {} lines more\n", file_, count_ - most_complaints);
    return count_ > 0;
  }

 private:
  std::string const& file_;
  std::mutex mutex_;
  std::size_t count_ = 0;
};

std::string_view type_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::person:
      return "PER";
    case EntityKind::place:
      return "LOC";
    case EntityKind::organisation:
      break;
  }
  return "ORG";
}

json::array entities_of(Extraction const& extraction, entities::Catalogue const& catalogue) {
  alerts::CodePoints const points(extraction.document.text());
  json::array out;
  for (NamedSpan const& span : named_spans(extraction, catalogue)) {
    json::object entity{{"start", points.at(span.range.begin)},
                        {"end", points.at(span.range.end)},
                        {"type", type_of(span.kind)},
                        {"text", extraction.document.slice(span.range)},
                        {"method", span.discovered != nullptr ? "discovered" : to_text(span.method)},
                        {"confidence", span.confidence}};
    if (span.entity) {
      entities::Entity const& listed = catalogue[*span.entity];
      entity["entity"] = listed.key;
      if (listed.point) {
        entity["lat"] = listed.point->latitude;
        entity["lon"] = listed.point->longitude;
      }
    }
    out.push_back(std::move(entity));
  }
  return out;
}

class Lines {
 public:
  Lines(Extractors const& extractors, std::optional<Timestamp> date, Complaints& complaints)
      : extractors_(extractors), date_(date), complaints_(complaints) {}

  /// The line with its entities, and a newline; nothing where it is of no use.
  [[nodiscard]] std::string work(std::size_t number, std::string const& line) const {
    if (line.find_first_not_of(" \t") == std::string::npos) return {};
    boost::system::error_code error;
    json::value value = json::parse(line, error);
    if (error) return refuse(number, "not valid JSON: " + error.message());
    if (!value.is_object()) return refuse(number, "must be a JSON object: {\"id\", \"lang\", \"text\"}");
    json::object& object = value.get_object();
    json::value const* const text = object.if_contains("text");
    if (text == nullptr || !text->is_string()) return refuse(number, "needs \"text\", a string");
    Article article;
    article.body = std::string(text->get_string());
    if (json::value const* const language = object.if_contains("lang"); language != nullptr && language->is_string())
      article.language = std::string(language->get_string());
    article.published = date_;
    article.fetched = SystemClock{}.now();
    if (json::value const* const date = object.if_contains("published"); date != nullptr && date->is_string()) {
      article.published = parse_rfc3339(std::string_view(date->get_string()));
      if (!article.published) return refuse(number, "\"published\" must be a date like 2020-06-29");
    }
    Extraction const extraction = extractors_.extract(article);
    object["text"] = extraction.document.text();
    object["entities"] = entities_of(extraction, extractors_.catalogue());
    return json::serialize(object) + '\n';
  }

 private:
  std::string refuse(std::size_t number, std::string const& why) const {
    complaints_.add(number, why);
    return {};
  }

  Extractors const& extractors_;
  std::optional<Timestamp> date_;
  Complaints& complaints_;
};

/// Opens a file, or gives standard input for "-". Says why not.
std::istream* open(std::string const& file, std::ifstream& named) {
  if (file == "-") return &std::cin;
  named.open(file, std::ios::binary);
  std::error_code ignored;
  if (named && !std::filesystem::is_directory(file, ignored)) return &named;
  fmt::print(stderr, "{}: error: {}\n", file, named ? "is a folder" : std::generic_category().message(errno));
  return nullptr;
}

}  // namespace

int extract_jsonl(Extractors const& extractors, std::string const& file, std::optional<Timestamp> date) {
  std::ios::sync_with_stdio(false);
  std::ifstream named;
  std::istream* const input = open(file, named);
  if (input == nullptr) return wrong_input;
  Complaints complaints(file);
  Lines const lines(extractors, date, complaints);
  std::atomic<bool> writable = true;
  InOrder in_order(
      std::thread::hardware_concurrency(), {},
      [&](std::size_t number, std::string const& line) { return lines.work(number, line); },
      [&](std::string const& result) { writable = writable && (std::cout << result << std::flush); });
  read_lines(
      *input, most_bytes_of_a_line,
      [&](std::size_t number, std::string line) {
        in_order.give(number, std::move(line));
        return writable.load();
      },
      [&](std::size_t number) {
        complaints.add(number, fmt::format("longer than {} MiB", most_bytes_of_a_line >> 20U));
        return writable.load();
      });
  in_order.finish();
  if (!writable) {
    fmt::print(stderr, "rasid extract: error: standard output cannot be written\n");
    return failed;
  }
  return complaints.any() ? wrong_input : done;
}

}  // namespace rasid::cli

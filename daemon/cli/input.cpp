#include "daemon/cli/input.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "extractors/model/utf8.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t most_bytes = 256U << 20U;

/// Up to one byte more than is allowed, so that the caller sees that there is too much.
std::string read_all(std::istream& stream) {
  std::string content;
  char part[1U << 16U];
  while (content.size() <= most_bytes && (stream.read(part, sizeof part), stream.gcount() > 0)) {
    content.append(part, static_cast<std::size_t>(stream.gcount()));
  }
  return content;
}

void complain(std::string const& file, std::string_view message) {
  fmt::print(stderr, "{}: error: {}\n", file, message);
}

/// Takes the article's keys one by one; an unknown or ill-typed one is said and makes the whole unusable.
class ArticleKeys {
 public:
  ArticleKeys(Article& article, std::string const& file) : article_(article), file_(file) {}

  bool take(std::string_view key, json::value const& value) {
    if (value.is_null()) return true;
    if (key == "tags") return take_tags(value);
    if (!value.is_string()) return refuse(fmt::format("\"{}\" must be a string", key));
    std::string text = make_valid_utf8(std::string(value.get_string()));
    if (key == "published") return take_date(text);
    std::string* const into = member(key);
    if (into == nullptr)
      return refuse(
          fmt::format("unknown key \"{}\"; known: title, text, feed, url, published, lang, author, tags", key));
    *into = std::move(text);
    return true;
  }

 private:
  std::string* member(std::string_view key) {
    if (key == "title") return &article_.title;
    if (key == "text") return &article_.body;
    if (key == "feed") return &article_.feed.value;
    if (key == "url") return &article_.url;
    if (key == "lang") return &article_.language;
    return key == "author" ? &article_.author : nullptr;
  }

  bool take_date(std::string const& text) {
    article_.published = parse_rfc3339(text);
    return article_.published ? true : refuse("\"published\" must be a date like 2020-06-29 or 2020-06-29T08:00:00Z");
  }

  bool take_tags(json::value const& value) {
    if (!value.is_array()) return refuse("\"tags\" must be a list of strings");
    for (json::value const& tag : value.get_array()) {
      if (!tag.is_string()) return refuse("\"tags\" must be a list of strings");
      article_.tags.push_back(make_valid_utf8(std::string(tag.get_string())));
    }
    return true;
  }

  bool refuse(std::string const& message) {
    complain(file_, message);
    return false;
  }

  Article& article_;
  std::string const& file_;
};

/// "line 3, column 7" of a byte offset.
std::string place_of(std::string const& text, std::size_t offset) {
  std::string_view const before = std::string_view(text).substr(0, offset);
  std::size_t const line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return fmt::format("{}:{}", std::ranges::count(before, '\n') + 1, code_points(before.substr(line_start)) + 1);
}

}  // namespace

std::optional<std::string> read_input(std::string const& file) {
  std::ifstream named;
  std::error_code ignored;
  bool too_large = false;
  if (file != "-") {
    named.open(file, std::ios::binary);
    if (!named || std::filesystem::is_directory(file, ignored)) {
      complain(file, named ? "is a folder" : std::generic_category().message(errno));
      return std::nullopt;
    }
    // Known beforehand of a regular file; a pipe tells only when it has been read.
    too_large =
        std::filesystem::is_regular_file(file, ignored) && std::filesystem::file_size(file, ignored) > most_bytes;
  }
  std::string content;
  if (!too_large) content = read_all(file == "-" ? std::cin : named);
  if (!too_large && content.size() <= most_bytes) return content;
  complain(file, "larger than 256 MiB");
  return std::nullopt;
}

std::optional<Article> read_article(std::string const& text, std::string const& file) {
  json::stream_parser parser;
  boost::system::error_code error;
  std::size_t const read = parser.write_some(text, error);
  bool const more = !error && text.find_first_not_of(" \t\r\n", read) != std::string::npos;
  if (!error && !more) parser.finish(error);
  if (error || more) {
    complain(file + ":" + place_of(text, read),
             error ? "not valid JSON: " + error.message() : "something follows the JSON object");
    return std::nullopt;
  }
  json::value const value = parser.release();
  if (!value.is_object()) {
    complain(file, "must be a JSON object with title, text, …");
    return std::nullopt;
  }
  Article article;
  article.fetched = SystemClock{}.now();
  ArticleKeys keys(article, file);
  for (auto const& [key, member] : value.get_object()) {
    if (!keys.take(key, member)) return std::nullopt;
  }
  if (article.body.empty() && article.title.empty()) {
    complain(file, "needs \"text\" (or a \"title\" at least)");
    return std::nullopt;
  }
  return article;
}

std::shared_ptr<configuration::Snapshot const> load_or_say_why_not(std::filesystem::path const& folder,
                                                                   configuration::Adjust const& adjust) {
  configuration::Loaded loaded = configuration::load_snapshot(folder, adjust);
  for (Diagnostic const& problem : loaded.problems) fmt::print(stderr, "{}", render(problem));
  return std::move(loaded.snapshot);
}

}  // namespace rasid::cli

#include "extractors/text/fold.h"

#include "extractors/model/utf8.h"
#include "extractors/text/fold_pass.h"

namespace rasid::text {
namespace {

struct TextSink {
  std::string text;

  void open(std::size_t, std::size_t) {
    if (!text.empty()) text += ' ';
  }
  void put(char32_t letter, std::size_t) { append(text, letter); }
  void replace_last(char32_t letter) {
    while ((static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    text.pop_back();
    append(text, letter);
  }
  void close(std::size_t) {}
};

struct MapSink {
  TextSink inner;
  std::vector<std::uint32_t> origin;

  void open(std::size_t at, std::size_t gap) {
    inner.open(at, gap);
    mark(gap);
  }
  void put(char32_t letter, std::size_t at) {
    inner.put(letter, at);
    mark(at);
  }
  void replace_last(char32_t letter) { inner.replace_last(letter); }
  void close(std::size_t) {}
  void mark(std::size_t at) { origin.resize(inner.text.size(), static_cast<std::uint32_t>(at)); }
};

}  // namespace

Folded fold_with_map(std::string_view utf8) {
  MapSink sink;
  sink.inner.text.reserve(utf8.size());
  sink.origin.reserve(utf8.size() + 1);
  fold_into(utf8, sink);
  sink.origin.push_back(static_cast<std::uint32_t>(utf8.size()));
  return {std::move(sink.inner.text), std::move(sink.origin)};
}

std::string fold(std::string_view utf8) {
  TextSink sink;
  sink.text.reserve(utf8.size());
  fold_into(utf8, sink);
  return std::move(sink.text);
}

}  // namespace rasid::text

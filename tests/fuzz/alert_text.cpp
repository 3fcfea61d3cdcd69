#include <cstdlib>

#include "daemon/alerts/text.h"
#include "extractors/model/utf8.h"

/// An alert whose every word is what somebody wrote, in every form and any length: never longer than asked, and valid.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::alerts;
  if (size < 4) return 0;
  std::string const words = rasid::make_valid_utf8({reinterpret_cast<char const*>(data) + 3, size - 3});
  AlertView alert{
      .id = "alr_0", .severity = "high", .watch = words, .watch_title = words, .title = words, .url = words};
  alert.sentence = words;
  std::size_t const begin = rasid::decode(words, 0).bytes;
  alert.highlights = {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(words.size())}, {0, 1'000'000}};
  alert.actors = {{.label = words, .written = words}};
  alert.places = {{.label = words, .within = {words}, .point = PlaceView::Point{1, 2}}};
  TextSettings const settings{.most = 20U + data[0] * 16U, .unit = static_cast<Unit>(data[1] % 3)};
  for (Form const form : {Form::plain, Form::markdown, Form::html, Form::telegram, Form::slack}) {
    for (std::string const& text : {alert_text(alert, form, settings), alert_title(alert, form, settings)}) {
      if (length_of(text, settings.unit) > settings.most || rasid::make_valid_utf8(text) != text) std::abort();
    }
  }
  (void)alert_page(alert, settings);
  return 0;
}

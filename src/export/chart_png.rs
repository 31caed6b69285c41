//! PNG: the drawing of [`super::chart_svg`], in points.

use std::sync::Arc;

use resvg::{
    tiny_skia::{Pixmap, PremultipliedColorU8, Transform},
    usvg::{Options, Tree, fontdb},
};

use super::chart_svg;
use crate::model::{
    insight::picture::{Caption, Chart, Pixels},
    text::typeface,
};

/// Points in each direction for a point of the drawing: sharp on fine screens and on paper.
const SCALE: f32 = 2.0;

/// Draws a picture.
///
/// # Errors
/// The drawing program's words.
pub fn render(chart: &Chart, caption: &Caption) -> Result<Pixels, String> {
    let pixmap = draw(chart, caption)?;
    let rgba =
        pixmap.pixels().iter().map(PremultipliedColorU8::demultiply).flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]).collect();
    let side = |points: u32| usize::try_from(points).unwrap_or(usize::MAX);
    Ok(Pixels { width: side(pixmap.width()), height: side(pixmap.height()), rgba })
}

/// Draws a picture as a file.
///
/// # Errors
/// The drawing program's words.
pub fn to_bytes(chart: &Chart, caption: &Caption) -> Result<Vec<u8>, String> {
    draw(chart, caption)?.encode_png().map_err(|error| error.to_string())
}

fn draw(chart: &Chart, caption: &Caption) -> Result<Pixmap, String> {
    let mut fonts = fontdb::Database::new();
    // Names of companies come in every script: what the program's own typeface has not, the system's may, and
    // where there is none, what came along.
    fonts.load_system_fonts();
    fonts.load_font_data(typeface::REGULAR.to_vec());
    fonts.load_font_data(typeface::SEMIBOLD.to_vec());
    for font in &typeface::STAND_INS {
        fonts.load_font_data(font.bytes.to_vec());
    }
    let options = Options { font_family: "Inter".to_owned(), fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(&chart_svg::render(chart, caption), &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or("the picture has no size")?;
    let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or("the picture is too large")?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixmap.as_mut());
    Ok(pixmap)
}

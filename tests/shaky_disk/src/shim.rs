//! The file system that stands between: every call goes on to the real one, and those that change a watched file are noted.

use std::{
    ffi::{CStr, c_char, c_int, c_void},
    mem::size_of,
    path::{Path, PathBuf},
    ptr,
    sync::{Arc, Mutex, Once, OnceLock, PoisonError},
};

use rusqlite::ffi::{
    SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE, SQLITE_OK, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find,
    sqlite3_vfs_register,
};

/// Something that was done to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Bytes were written.
    Write {
        /// The file.
        file: PathBuf,
        /// Where in it.
        at: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// It was cut, or made longer.
    Truncate {
        /// The file.
        file: PathBuf,
        /// Its new length.
        length: usize,
    },
    /// What was written so far was brought to the disk.
    Sync {
        /// The file.
        file: PathBuf,
    },
    /// It was deleted.
    Delete {
        /// The file.
        file: PathBuf,
    },
}

impl Operation {
    /// The file that it was done to.
    #[must_use]
    pub fn file(&self) -> &PathBuf {
        match self {
            Self::Write { file, .. } | Self::Truncate { file, .. } | Self::Sync { file } | Self::Delete { file } => file,
        }
    }
}

#[derive(Debug, Default)]
struct State {
    folder: PathBuf,
    operations: Vec<Operation>,
    ignores_syncs: bool,
    /// How many writes and syncs go well before one fails.
    fails_in: Option<usize>,
    /// Whether all that follow fail, too.
    stays_full: bool,
    failures: usize,
}

/// A folder whose files are watched, until it is dropped.
#[derive(Debug)]
pub struct Watch(Arc<Mutex<State>>);

static WATCHES: Mutex<Vec<Arc<Mutex<State>>>> = Mutex::new(Vec::new());

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Watches the files of `SQLite` in a folder, from those on that are opened next.
#[must_use]
pub fn watch(folder: &Path) -> Watch {
    register();
    let state = Arc::new(Mutex::new(State { folder: folder.canonicalize().unwrap_or_else(|_| folder.to_owned()), ..State::default() }));
    locked(&WATCHES).push(Arc::clone(&state));
    Watch(state)
}

impl Watch {
    /// Everything that was done since it was asked last.
    #[must_use]
    pub fn take(&self) -> Vec<Operation> {
        std::mem::take(&mut locked(&self.0).operations)
    }

    /// How many operations are noted.
    #[must_use]
    pub fn count(&self) -> usize {
        locked(&self.0).operations.len()
    }

    /// From now on syncs do nothing, as on a disk that lies: a suite that does not fail then proves nothing.
    pub fn ignore_syncs(&self) {
        locked(&self.0).ignores_syncs = true;
    }

    /// Lets so many writes and syncs go well and the next one fail; with `stays_full` all that follow, too, as on a full disk.
    pub fn fail_in(&self, count: usize, stays_full: bool) {
        let mut state = locked(&self.0);
        (state.fails_in, state.stays_full, state.failures) = (Some(count), stays_full, 0);
    }

    /// Lets everything go well again. Returns how often something failed.
    pub fn mend(&self) -> usize {
        let mut state = locked(&self.0);
        state.fails_in = None;
        std::mem::take(&mut state.failures)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        locked(&WATCHES).retain(|watch| !Arc::ptr_eq(watch, &self.0));
    }
}

/// A file as `SQLite` holds it: ours in front, the real one behind it.
#[repr(C)]
struct ShakyFile {
    base: sqlite3_file,
    watched: *mut Watched,
}

struct Watched {
    file: PathBuf,
    state: Arc<Mutex<State>>,
}

static REAL: OnceLock<usize> = OnceLock::new();
static REGISTERED: Once = Once::new();

fn real_vfs() -> *mut sqlite3_vfs {
    REAL.get().copied().unwrap_or_default() as *mut sqlite3_vfs
}

fn register() {
    REGISTERED.call_once(|| {
        // SAFETY: SQLite's own file system is found by its default name and lives as long as the process; the copy of it is
        // leaked, so it does, too. All functions that are not replaced work on `pAppData`, which is copied along.
        unsafe {
            let real = sqlite3_vfs_find(ptr::null());
            assert!(!real.is_null(), "SQLite has a file system");
            REAL.get_or_init(|| real as usize);
            let mut shim = *real;
            shim.szOsFile = c_int::try_from(size_of::<ShakyFile>()).unwrap_or(c_int::MAX) + (*real).szOsFile;
            shim.zName = c"shaky".as_ptr();
            shim.pNext = ptr::null_mut();
            shim.xOpen = Some(open);
            shim.xDelete = Some(delete);
            let registered = sqlite3_vfs_register(Box::leak(Box::new(shim)), 1);
            assert_eq!(registered, SQLITE_OK, "the file system is registered");
        }
    });
}

/// The file of the real file system behind ours.
///
/// # Safety
/// `file` is one that [`open`] was given.
unsafe fn behind(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: `szOsFile` leaves room for both.
    unsafe { file.cast::<u8>().add(size_of::<ShakyFile>()).cast() }
}

/// # Safety
/// `name` is null or a text that ends in zero.
unsafe fn watched(name: *const c_char) -> Option<Watched> {
    if name.is_null() {
        return None;
    }
    // SAFETY: as above.
    let text = unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned();
    let file = PathBuf::from(text);
    let folder = file.parent()?;
    let state = locked(&WATCHES).iter().find(|watch| locked(watch).folder == folder).cloned()?;
    Some(Watched { file, state })
}

unsafe extern "C" fn open(_: *mut sqlite3_vfs, name: *const c_char, file: *mut sqlite3_file, flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite gives a name that is null or ends in zero, and room of `szOsFile` bytes for the file.
    unsafe {
        let real = real_vfs();
        let ours = file.cast::<ShakyFile>();
        (*ours).base.pMethods = ptr::null();
        (*ours).watched = ptr::null_mut();
        let Some(real_open) = (*real).xOpen else { return SQLITE_IOERR_WRITE };
        let opened = real_open(real, name, behind(file), flags, out);
        if opened == SQLITE_OK {
            (*ours).watched = watched(name).map_or(ptr::null_mut(), |watched| Box::into_raw(Box::new(watched)));
            (*ours).base.pMethods = &raw const METHODS;
        }
        opened
    }
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, syncs: c_int) -> c_int {
    // SAFETY: SQLite gives a name that ends in zero.
    unsafe {
        if let Some(watched) = watched(name) {
            locked(&watched.state).operations.push(Operation::Delete { file: watched.file });
        }
        let real = real_vfs();
        (*real).xDelete.map_or(SQLITE_IOERR_WRITE, |delete| delete(real, name, syncs))
    }
}

/// Whether the next write or sync is to fail, and with what.
fn failure(state: &mut State, code: c_int) -> Option<c_int> {
    let left = state.fails_in.as_mut()?;
    if *left > 0 {
        *left -= 1;
        return None;
    }
    state.failures += 1;
    if state.stays_full {
        return Some(SQLITE_FULL);
    }
    state.fails_in = None;
    Some(code)
}

/// # Safety
/// `file` is one that [`open`] was given.
unsafe fn note(file: *mut sqlite3_file, code: c_int, operation: impl FnOnce(&Watched) -> Operation) -> c_int {
    // SAFETY: `watched` is null or was made by `open` and lives until `close`.
    let Some(watched) = (unsafe { (*file.cast::<ShakyFile>()).watched.as_ref() }) else { return SQLITE_OK };
    let mut state = locked(&watched.state);
    if let Some(code) = failure(&mut state, code) {
        return code;
    }
    let operation = operation(watched);
    if !(state.ignores_syncs && matches!(operation, Operation::Sync { .. })) {
        state.operations.push(operation);
    }
    SQLITE_OK
}

fn place(at: sqlite3_int64) -> usize {
    usize::try_from(at).unwrap_or_default()
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite closes each file once.
    unsafe {
        let ours = file.cast::<ShakyFile>();
        if !(*ours).watched.is_null() {
            drop(Box::from_raw((*ours).watched));
            (*ours).watched = ptr::null_mut();
        }
        real(file, |methods, file| methods.xClose.map(|close| close(file)))
    }
}

/// Calls the real file system.
///
/// # Safety
/// `file` is one that [`open`] was given.
unsafe fn real(file: *mut sqlite3_file, call: impl FnOnce(&sqlite3_io_methods, *mut sqlite3_file) -> Option<c_int>) -> c_int {
    // SAFETY: as above; the methods of the real file are those of SQLite's own file system.
    unsafe {
        let file = behind(file);
        (*file).pMethods.as_ref().and_then(|methods| call(methods, file)).unwrap_or(SQLITE_IOERR_WRITE)
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, length: c_int, at: sqlite3_int64) -> c_int {
    // SAFETY: passed on as SQLite gave it; so are all below.
    unsafe { real(file, |methods, file| methods.xRead.map(|read| read(file, to, length, at))) }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, length: c_int, at: sqlite3_int64) -> c_int {
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(length).unwrap_or_default());
        let noted = note(file, SQLITE_IOERR_WRITE, |watched| Operation::Write { file: watched.file.clone(), at: place(at), bytes: bytes.to_vec() });
        if noted == SQLITE_OK { real(file, |methods, file| methods.xWrite.map(|write| write(file, from, length, at))) } else { noted }
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    unsafe {
        let noted = note(file, SQLITE_IOERR_WRITE, |watched| Operation::Truncate { file: watched.file.clone(), length: place(length) });
        if noted == SQLITE_OK { real(file, |methods, file| methods.xTruncate.map(|truncate| truncate(file, length))) } else { noted }
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    unsafe {
        let noted = note(file, SQLITE_IOERR_FSYNC, |watched| Operation::Sync { file: watched.file.clone() });
        // What is lost is worked out: the real disk need not be waited for.
        if noted != SQLITE_OK || !(*file.cast::<ShakyFile>()).watched.is_null() {
            return noted;
        }
        real(file, |methods, file| methods.xSync.map(|sync| sync(file, flags)))
    }
}

unsafe extern "C" fn size(file: *mut sqlite3_file, out: *mut sqlite3_int64) -> c_int {
    unsafe { real(file, |methods, file| methods.xFileSize.map(|size| size(file, out))) }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe { real(file, |methods, file| methods.xLock.map(|lock| lock(file, level))) }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe { real(file, |methods, file| methods.xUnlock.map(|unlock| unlock(file, level))) }
}

unsafe extern "C" fn check_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    unsafe { real(file, |methods, file| methods.xCheckReservedLock.map(|check| check(file, out))) }
}

unsafe extern "C" fn control(file: *mut sqlite3_file, operation: c_int, argument: *mut c_void) -> c_int {
    unsafe { real(file, |methods, file| methods.xFileControl.map(|control| control(file, operation, argument))) }
}

unsafe extern "C" fn sector_size(_: *mut sqlite3_file) -> c_int {
    512
}

/// Promises nothing: neither that a write is whole or not at all, nor that neighbours are left alone.
unsafe extern "C" fn characteristics(_: *mut sqlite3_file) -> c_int {
    0
}

unsafe extern "C" fn shm_map(file: *mut sqlite3_file, page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int {
    unsafe { real(file, |methods, file| methods.xShmMap.map(|map| map(file, page, size, extend, out))) }
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    unsafe { real(file, |methods, file| methods.xShmLock.map(|lock| lock(file, offset, count, flags))) }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    unsafe {
        let file = behind(file);
        if let Some(barrier) = (*file).pMethods.as_ref().and_then(|methods| methods.xShmBarrier) {
            barrier(file);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, deletes: c_int) -> c_int {
    unsafe { real(file, |methods, file| methods.xShmUnmap.map(|unmap| unmap(file, deletes))) }
}

/// Version 2: with a shared log index, without files mapped into memory, which would pass by.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
